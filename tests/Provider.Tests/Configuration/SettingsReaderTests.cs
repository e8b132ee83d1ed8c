using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;

namespace TencentcloudRefresh.Provider.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Test]
    public void Read_TypedAndText_GiveTheSameSettings()
    {
        var typed = Read("""
            {"region": "ap-guangzhou", "secretId": "AKID1", "secretKey": "key", "securityToken": "token", "profile": "ops", "sharedCredentialsDir": "/home/ops/.tccli",
             "assumeRoleWithWebIdentity": {"providerId": "ci", "roleArn": "qcs::cam::uin/1:roleName/w", "webIdentityTokenFile": "~/token", "durationSeconds": 3600},
             "domain": "intl.tencentcloudapi.com", "stsEndpoint": "https://sts.tencentcloudapi.com",
             "camRoleName": "runner", "assumeRole": {"roleArn": "qcs::cam::uin/1:roleName/r", "sessionName": "ci", "durationSeconds": 900, "externalId": "42"},
             "endpoint": "http://127.0.0.1:9640", "allowInsecureEndpoint": true, "requestsPerSecond": 2.5, "maxRetries": 3, "pollIntervalSeconds": 0.5,
             "reportDirectory": "reports", "reportSummary": false, "recordFile": "run.jsonl"}
            """);
        var text = Read("""
            {"region": " ap-guangzhou ", "secretId": "AKID1", "secretKey": "key", "securityToken": "token", "profile": "ops", "sharedCredentialsDir": "/home/ops/.tccli",
             "assumeRoleWithWebIdentity": "{\"providerId\": \"ci\", \"roleArn\": \"qcs::cam::uin/1:roleName/w\", \"webIdentityTokenFile\": \"~/token\", \"durationSeconds\": \"3600\"}",
             "domain": " intl.tencentcloudapi.com", "stsEndpoint": "sts.tencentcloudapi.com",
             "camRoleName": "runner", "assumeRole": "{\"roleArn\": \"qcs::cam::uin/1:roleName/r\", \"sessionName\": \"ci\", \"durationSeconds\": \"900\", \"externalId\": \"42\"}",
             "endpoint": "http://127.0.0.1:9640/", "allowInsecureEndpoint": "True", "requestsPerSecond": "2.5", "maxRetries": "3", "pollIntervalSeconds": " 0.5 ",
             "reportDirectory": "reports", "reportSummary": "False", "recordFile": "run.jsonl"}
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(typed.Failures, Is.Empty);
            Assert.That(text.Failures, Is.Empty);
            Assert.That(text.Settings, Is.EqualTo(typed.Settings));
            Assert.That(typed.Settings.PollInterval, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
            Assert.That(typed.Settings.AssumeRole!.Duration, Is.EqualTo(TimeSpan.FromMinutes(15)));
        }
    }

    [Test]
    public void Read_Nothing_GivesTheDefaults()
    {
        var read = Read("""{"region": null, "secretId": "", "maxRetries": "  "}""");
        Assert.That((read.Failures.Count, read.Settings), Is.EqualTo((0, new ProviderSettings())));
    }

    [Test]
    public void Read_EngineKeys_ArePassedOver()
        => Assert.That(Failures("""{"version": "0.1.0", "pluginDownloadURL": "https://example.com", "__internal": {"name": "x"}}"""), Is.Empty);

    [Test]
    public void Read_SeveralErrors_AreReportedTogetherEachUnderItsPath()
        => Assert.That(Failures("""
            {"regoin": "ap-guangzhou", "region": "Guangzhou 1", "secretId": "AKID1", "maxRetries": "many", "requestsPerSecond": 0, "pollIntervalSeconds": -1,
             "allowInsecureEndpoint": "yes", "assumeRole": {"roleARN": "x", "durationSeconds": 0.5}, "endpoint": "ftp://as.example.com"}
            """), Is.EquivalentTo(new[]
        {
            "regoin: is not a known property; did you mean region?",
            "region: must be the id of a region, such as ap-guangzhou; was \"Guangzhou 1\"",
            "secretKey: is required when secretId is set: both are taken from the same place",
            "maxRetries: must be a whole number from 0 to 20; was \"many\"",
            "requestsPerSecond: must be a number greater than 0 and at most 1000; was 0",
            "pollIntervalSeconds: must be a number from 0.01 to 3600; was -1",
            "allowInsecureEndpoint: must be true or false; was \"yes\"",
            "assumeRole.roleARN: is not a known property; did you mean roleArn?",
            "assumeRole.roleArn: is required",
            "assumeRole.durationSeconds: must be a whole number from 1 to 43200; was 0.5",
            "endpoint: must be a host name or an address such as https://as.tencentcloudapi.com, without path or query; was \"ftp://as.example.com\"",
        }));

    [TestCase("assumeRole", "\"qcs::cam\"", "must be an object, or one as JSON text; was \"qcs::cam\"")]
    [TestCase("assumeRole", "[1]", "must be an object, or one as JSON text; was a list")]
    [TestCase("profile", "7", "must be text; was 7")]
    [TestCase("profile", "{}", "must be text; was an object")]
    [TestCase("maxRetries", "true", "must be a whole number from 0 to 20; was true")]
    [TestCase("maxRetries", "1.5", "must be a whole number from 0 to 20; was 1.5")]
    [TestCase("maxRetries", "\"NaN\"", "must be a whole number from 0 to 20; was \"NaN\"")]
    [TestCase("endpoint", "\"http://as.example.com\"", "uses plain HTTP to another machine, where everybody on the network path can read the requests: use https, or set allowInsecureEndpoint; was \"http://as.example.com\"")]
    [TestCase("endpoint", "\"https\"", "must be a host name or an address such as https://as.tencentcloudapi.com, without path or query; was \"https\"")]
    [TestCase("endpoint", "\"https://as.example.com/path\"", "must be a host name or an address such as https://as.tencentcloudapi.com, without path or query; was \"https://as.example.com/path\"")]
    [TestCase("endpoint", "\"https://me:pass@as.example.com\"", "must be a host name or an address such as https://as.tencentcloudapi.com, without path or query; was \"…@as.example.com\"")]
    [TestCase("colour", "1", "is not a known property; the properties are region, secretId, secretKey, securityToken, profile, sharedCredentialsDir, camRoleName, assumeRole, assumeRoleWithWebIdentity, domain, endpoint, stsEndpoint, allowInsecureEndpoint, requestsPerSecond, maxRetries, pollIntervalSeconds, reportDirectory, reportSummary, recordFile")]
    public void Read_OneError_IsReportedInOneSentence(string key, string json, string reason)
        => Assert.That(Failures($$"""{"{{key}}": {{json}}}"""), Is.EqualTo(new[] { $"{key}: {reason}" }));

    [TestCase("as.intl.tencentcloudapi.com", "https://as.intl.tencentcloudapi.com/")]
    [TestCase("http://localhost:9640", "http://localhost:9640/")]
    [TestCase("http://[::1]:9640", "http://[::1]:9640/")]
    [TestCase("https://as.ap-guangzhou.tencentcloudapi.com", "https://as.ap-guangzhou.tencentcloudapi.com/")]
    public void Read_Endpoint_TakesHostsAndAddresses(string written, string endpoint)
        => Assert.That(Read($$"""{"endpoint": "{{written}}"}""").Settings.Endpoint, Is.EqualTo(new Uri(endpoint)));

    [TestCase("endpoint", "tencentcloudapi.com", "domain")]
    [TestCase("endpoint", "intl.tencentcloudapi.com", "domain")]
    [TestCase("endpoint", "https://sts.tencentcloudapi.com", "domain")]
    [TestCase("domain", "as.tencentcloudapi.com", "endpoint")]
    [TestCase("domain", "https://intl.tencentcloudapi.com", "without scheme")]
    [TestCase("stsEndpoint", "http://sts.example.com", "allowInsecureEndpoint")]
    public void Read_PlaceInTheWrongSetting_IsRefusedWithTheSettingThatIsMeant(string key, string value, string meant)
        => Assert.That(Failures($$"""{"{{key}}": "{{value}}"}""").Single(), Does.StartWith(key + ": ").And.Contain(meant));

    [TestCase("""{"providerId": "ci", "roleArn": "r"}""", "webIdentityTokenFile")]
    [TestCase("""{"providerId": "ci", "roleArn": "r", "webIdentityToken": "t", "webIdentityTokenFile": "f"}""", "webIdentityTokenFile")]
    [TestCase("""{"roleArn": "r", "webIdentityToken": "t"}""", "providerId")]
    [TestCase("""{"providerId": "ci", "webIdentityToken": "t"}""", "roleArn")]
    public void Read_WebIdentityWithoutWhatItNeeds_IsNamed(string json, string key)
        => Assert.That(Read($$"""{"assumeRoleWithWebIdentity": {{json}}}""").Failures.Single().Path, Is.EqualTo($"assumeRoleWithWebIdentity.{key}"));

    [Test]
    public void Places_OfTheEnvironment_CountOnlyWhereTheConfigurationNamesNone()
    {
        Assert.That(DomainOf("{}"), Is.EqualTo("intl.tencentcloudapi.com"));
        Assert.That(DomainOf("""{"domain": "cloud.example"}"""), Is.EqualTo("cloud.example"));
        Assert.That(DomainOf("""{"endpoint": "as.internal.tencentcloudapi.com"}"""), Is.Null);
        Assert.That(() => Read("{}").Settings.ToEndpoints(_ => "https://x"), Throws.ArgumentException.With.Message.StartsWith("TENCENTCLOUD_DOMAIN must be"));

        static string? DomainOf(string json) => Read(json).Settings.ToEndpoints(name => name == "TENCENTCLOUD_DOMAIN" ? " intl.tencentcloudapi.com " : null).Domain;
    }

    [Test]
    public void Read_InsecureEndpointAllowed_IsTaken()
        => Assert.That(Failures("""{"endpoint": "http://as.example.com", "allowInsecureEndpoint": "true"}"""), Is.Empty);

    [TestCase("secretKey", "{}")]
    [TestCase("securityToken", "[1]")]
    public void Read_ErrorInASecret_IsReportedWithoutTheValue(string key, string json)
        => Assert.That(Failures($$"""{"secretId": "AKID1", "secretKey": "k", "{{key}}": {{json}}}"""), Has.Some.EqualTo($"{key}: must be text; its value is secret and not shown here"));

    [Test]
    public void Read_ErrorInAMarkedSecret_IsReportedWithoutTheValue()
        => Assert.That(
            Failures($$"""{"maxRetries": {{Wire.Secret("\"many\"")}}, "assumeRole": {{Wire.Secret("{\"roleArn\": 7}")}}}"""),
            Has.Count.EqualTo(2).And.All.EndsWith("its value is secret and not shown here"));

    [Test]
    public void Read_UnknownValues_AreNoErrors()
        => Assert.That(
            Failures($$"""{"region": {{Wire.Unknown}}, "secretId": "AKID1", "secretKey": {{Wire.Unknown}}, "assumeRole": {"roleArn": {{Wire.Unknown}}}, "endpoint": "http://as.example.com", "allowInsecureEndpoint": {{Wire.Unknown}}}"""),
            Is.Empty);

    [Test]
    public void Settings_AsText_ShowNoKey()
        => Assert.That(new ProviderSettings { SecretKey = PluginSecrets.SecretKey, SecurityToken = PluginSecrets.Token }.ToString(),
            Does.Not.Contain(PluginSecrets.SecretKey).And.Not.Contain(PluginSecrets.Token));

    private static SettingsRead Read(string json) => SettingsReader.Read(Properties.From(Wire.Struct(json)));

    private static List<string> Failures(string json) => [.. Read(json).Failures.Select(failure => $"{failure.Path}: {failure.Reason}")];
}
