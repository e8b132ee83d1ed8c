using System.Text;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The key files of the vendor's command line tool in every form in which they are found.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TccliFileTests : IDisposable
{
    private const string Keys = """{"secretId": "AKIDtool", "secretKey": "key", "token": "token"}""";

    private readonly HomeFolder _home = new();
    private readonly VirtualClock _clock = new();

    public void Dispose() => _home.Dispose();

    private async Task<Credentials> FindAsync(CredentialOptions? options = null)
    {
        using var chain = new CredentialChain(options ?? _home.Options, _clock);
        return await chain.GetAsync(CancellationToken.None).Soon();
    }

    private Task<CredentialException> FailAsync(CredentialOptions? options = null) => Failures.OfAsync<CredentialException>(FindAsync(options));

    private void Write(string json) => _home.Write(".tccli/default.credential", json);

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return Row("UTF-8 with mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Keys)]);
        yield return Row("UTF-16 with mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Keys)]);
        yield return Row("CRLF", Encoding.UTF8.GetBytes(Keys.Replace(", ", ",\r\n", StringComparison.Ordinal) + "\r\n"));
        yield return Row("a comment", Encoding.UTF8.GetBytes("// mine\n" + Keys));

        static TestCaseData Row(string name, byte[] file) => new TestCaseData(file).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Encodings))]
    public async Task KeyFile_FromWindowsOrAnEditor_IsRead(byte[] file)
    {
        _home.Write(".tccli/default.credential", file);
        var found = await FindAsync();
        Assert.That((found.SecretId, found.SecretKey, found.Token), Is.EqualTo(("AKIDtool", "key", "token")));
    }

    [TestCase("\ufeff[default]\r\nsecret_id = AKIDsdk\r\nsecret_key = key\r\n")]
    [TestCase("[default]\nsecret_id: AKIDsdk\nsecret_key: key")]
    public async Task CredentialsFile_FromWindowsOrAnEditor_IsRead(string file)
    {
        _home.Write(".tencentcloud/credentials", file);
        Assert.That((await FindAsync()).SecretId, Is.EqualTo("AKIDsdk"));
    }

    [Test]
    public async Task CredentialsFile_WithProfiles_GivesTheOneThatIsNamed()
    {
        const string path = ".tencentcloud/credentials";
        _home.Write(path, "[default]\nsecret_id=AKIDdefault\nsecret_key=k\n\n[prod]\nsecret_id=AKIDprod\nsecret_key=k\ntoken=t\n[x]\njunk\n");
        var found = await FindAsync(_home.Options with { Profile = "prod" });
        Assert.That((found.SecretId, found.Token, found.Source), Is.EqualTo(("AKIDprod", "t", $"section [prod] of {_home.PathOf(path)}")));
        _home.Variables["TENCENTCLOUD_PROFILE"] = "prod";
        Assert.That((await FindAsync()).SecretId, Is.EqualTo("AKIDprod"));

        var failure = await FailAsync(_home.Options with { Profile = "test" });
        Assert.That(failure.Searched[^1].Finding, Does.Contain(_home.PathOf(".tccli/test.credential")).And.Contain("no section [test]"));
    }

    [TestCase("oauth", "tccli auth login")]
    [TestCase("sso", "tccli sso login")]
    public async Task Login_ThatHasEnded_IsReportedWithTheFileAndTheCommandThatRenewsIt(string type, string command)
    {
        WriteLogin("default", type, _clock.GetUtcNow().AddSeconds(-1));
        var failure = await FailAsync();
        Assert.That(failure.IsBroken);
        Assert.That(failure.Searched[^1].Source, Does.Contain(_home.PathOf(".tccli/default.credential")));
        Assert.That(failure.Searched[^1].Finding, Does.Contain($"`{command}`"));

        WriteLogin("ops", type, _clock.GetUtcNow().AddSeconds(59));
        failure = await FailAsync(_home.Options with { Profile = "ops" });
        Assert.That(failure.Searched[^1].Finding, Does.Contain($"`{command} --profile ops`"));
    }

    [TestCase("oauth", false)]
    [TestCase("sso", true)]
    public async Task Login_ThatHolds_IsUsedUntilItsEndAndThenReadAgain(string type, bool asText)
    {
        WriteLogin("default", type, _clock.GetUtcNow().AddHours(2), asText);
        using var chain = new CredentialChain(_home.Options, _clock);
        var found = await chain.GetAsync(CancellationToken.None).Soon();
        Assert.That((found.SecretId, found.ExpiresAt), Is.EqualTo(("AKIDtool", _clock.GetUtcNow().AddHours(2))));

        _clock.Advance(TimeSpan.FromHours(1.99));
        WriteLogin("default", type, _clock.GetUtcNow().AddHours(2), id: "AKIDrenewed");
        Assert.That((await chain.GetAsync(CancellationToken.None).Soon()).SecretId, Is.EqualTo("AKIDrenewed"));
    }

    [Test]
    public async Task Login_NeverMade_SaysWhichCommandMakesIt()
    {
        _home.Write(".tccli/ops.credential", """{"sso": {"authUrl": "https://sso.example.com"}}""");
        var failure = await FailAsync(_home.Options with { Profile = "ops" });
        Assert.That(failure.Searched[^1].Finding, Does.Contain("`tccli sso login --profile ops`"));
    }

    [Test]
    public async Task ExpiresAt_OfAnOrdinaryPair_MeansNothing()
    {
        Write("""{"secretId": "AKIDtool", "secretKey": "key", "expiresAt": 1}""");
        Assert.That((await FindAsync()).ExpiresAt, Is.Null);
    }

    [Test]
    public async Task MachineRole_NamedByTheType_IsAskedForOrIsAnError()
    {
        Write("""{"type": "cvm-role", "secretId": "None"}""");
        var failure = await FailAsync();
        Assert.That(failure.IsBroken);
        Assert.That(failure.Searched[^1].Source, Does.StartWith("tccli profile 'default'"));

        await using var machine = await ScriptedService.StartAsync();
        machine.Answer = (received, http) => ScriptedService.Raw(200, "text/plain", received.Path == "/cam/"
            ? "deploy"
            : """{"TmpSecretId":"AKIDtmp","TmpSecretKey":"k","Token":"t","Code":"Success"}""")(received, http);
        Assert.That((await FindAsync(_home.Options with { MetadataEndpoint = new(machine.Endpoint, "cam/") })).SecretId, Is.EqualTo("AKIDtmp"));
    }

    [Test]
    public async Task TextNone_IsNothing()
    {
        Write("""{"secretId": "None", "secretKey": "None", "token": "None"}""");
        _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKIDsdk\nsecret_key=k\n");
        Assert.That((await FindAsync()).SecretId, Is.EqualTo("AKIDsdk"));
        Write("""{"secretId": "AKIDtool", "secretKey": "key", "token": "None", "role-arn": "None"}""");
        Assert.That((await FindAsync()).Token, Is.Null);
        _home.Write(".tccli/default.configure", """{"_sys_param": {"region": "None"}}""");
        Assert.That(CredentialChain.FindRegion(_home.Options), Is.Null);
    }

    [TestCase(".tccli/default.credential", "{\n  \"secretId\": \"AKID\n}", 2)]
    [TestCase(".tccli/default.credential", "[1]", 1)]
    [TestCase(".tccli/default.credential", "{\n\n\"secretId\": {}}", 0)]
    [TestCase(".tencentcloud/credentials", "[default]\nsecret_id = AKID\nsecret_key\n", 3)]
    [TestCase(".tencentcloud/credentials", "secret_id = AKID\n", 1)]
    public async Task File_ThatIsBroken_IsReportedAsBrokenWithItsLine(string path, string content, int line)
    {
        _home.Write(path, content);
        var failure = await FailAsync();
        Assert.That(failure.IsBroken);
        Assert.That(failure.Searched[^1].Source, Does.Contain(_home.PathOf(path)));
        Assert.That(failure.Searched[^1].Finding, line > 0 ? Does.Contain($"line {line}") : Does.Contain("secretId is not text"));
    }

    [Test]
    public void RegionFile_ThatIsBroken_IsReportedAsBrokenWithItsLine()
    {
        _home.Write(".tccli/default.configure", "{\n\"_sys_param\": {");
        Assert.That(() => CredentialChain.FindRegion(_home.Options),
            Throws.ArgumentException.With.Message.Contains(_home.PathOf(".tccli/default.configure")).And.Message.Contains("line 2"));
    }

    [TestCase("AKID\u001b[31m", "key")]
    [TestCase("AKIDtool", "ke\u0001y")]
    [TestCase("AKIDt\u00f6\u00f6l", "key")]
    public async Task Key_WithCharactersThatNoKeyHas_IsReportedBeforeItIsSent(string id, string key)
    {
        Write(System.Text.Json.JsonSerializer.Serialize(new { secretId = id, secretKey = key }));
        var failure = await FailAsync();
        Assert.That(failure.IsBroken);
        Assert.That(failure.Message.Where(char.IsControl), Is.Empty);
    }

    [TestCase("../other")]
    [TestCase("a\u0000b")]
    public async Task Profile_WhoseNameIsAPath_IsRefused(string name)
        => Assert.That((await FailAsync(_home.Options with { Profile = name })).IsBroken);

    private void WriteLogin(string profile, string type, DateTimeOffset end, bool asText = false, string id = "AKIDtool")
    {
        var seconds = end.ToUnixTimeSeconds();
        _home.Write($".tccli/{profile}.credential", $$"""
            {"secretId": "{{id}}", "secretKey": "key", "token": "token", "type": "{{type}}", "expiresAt": {{(asText ? $"\"{seconds}\"" : seconds)}},
             "oauth": {"openId": "o", "expiresAt": 1}, "sso": {"uin": 1} }
            """);
    }
}
