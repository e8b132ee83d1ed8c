using System.Net;
using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Configuration;

public sealed class ConfigureTests : PluginFixture
{
    [Test]
    public async Task CheckConfig_GoodConfiguration_ComesBackAsItWas()
    {
        var news = Wire.Struct("""{"region": "ap-guangzhou", "maxRetries": "3", "version": "0.1.0", "__internal": {"name": "x"}}""");
        var answer = await Plugin.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { Urn = "urn:provider", News = news });
        Assert.That(answer, Is.EqualTo(new CheckResponse { Inputs = Wire.Struct("""{"region": "ap-guangzhou", "maxRetries": "3", "version": "0.1.0"}""") }));
    }

    [Test]
    public async Task CheckConfig_Errors_AreFailuresUnderTheirPaths()
    {
        var answer = await Plugin.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { News = Wire.Struct("""{"regionn": "x", "maxRetries": "-1"}""") });
        Assert.That(answer.Failures.Select(failure => failure.Property), Is.EquivalentTo(new[] { "regionn", "maxRetries" }));
    }

    [Test]
    [Bug("a key from the stack's configuration stood in clear in the state")]
    public async Task CheckConfig_Keys_ComeBackAsSecrets()
    {
        var news = Wire.Struct($$"""{"region": "ap-guangzhou", "secretId": "AKID1", "secretKey": "{{PluginSecrets.SecretKey}}", "securityToken": {{Wire.Secret($"\"{PluginSecrets.Token}\"")}}}""");
        var answer = await Plugin.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { Urn = "urn:provider", News = news });
        Assert.That(answer, Is.EqualTo(new CheckResponse
        {
            Inputs = Wire.Struct($$"""
                {"region": "ap-guangzhou", "secretId": "AKID1", "secretKey": {{Wire.Secret($"\"{PluginSecrets.SecretKey}\"")}}, "securityToken": {{Wire.Secret($"\"{PluginSecrets.Token}\"")}}}
                """),
        }));
    }

    [Test]
    [Bug("a key from the stack's configuration stood in clear in the state")]
    public async Task Configure_KeyInClear_IsOneWarningThatNamesKeyAndCommand()
    {
        var plain = Config();
        plain.Fields["secretKey"] = Value.ForString(PluginSecrets.SecretKey);
        await Plugin.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = plain });
        await ConfigureAsync();
        Assert.That(Engine.Warnings, Has.Exactly(1).Contains("secretKey came in clear").And.Exactly(1).Contains("`pulumi config set --secret tencentcloud-refresh:secretKey`"));
    }

    [TestCase("recordFile", "run\\u0000.jsonl")]
    [TestCase("reportDirectory", "re\\u0000ports")]
    [Bug("a path with NUL in the configuration was an exception")]
    public async Task CheckConfig_PathThatNoFileSystemTakes_NamesTheKey(string key, string path)
    {
        var answer = await Plugin.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { News = Wire.Struct($$"""{"{{key}}": "{{path}}"}""") });
        Assert.That(answer.Failures.Single().Property, Is.EqualTo(key));
        Assert.That(answer.Failures.Single().Reason, Does.StartWith("must be a path").And.Contain("NUL"));
    }

    [Test]
    public async Task CheckConfig_NestedError_HasItsPathInTheReason()
    {
        var answer = await Plugin.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { News = Wire.Struct("""{"assumeRole": {"durationSeconds": 1}}""") });
        Assert.That(answer.Failures.Single(), Is.EqualTo(new Pulumirpc.CheckFailure { Reason = "assumeRole.roleArn: is required" }), "the engine would print an empty value for a property that is none of the top-level ones");
    }

    [Test]
    public async Task CheckConfig_KeysInTheEnvironment_DoNotEndInState()
    {
        await using var plugin = await StartPluginAsync(Environment);
        var answer = await plugin.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { News = new() });
        Assert.That(answer.Inputs.Fields, Is.Empty);
    }

    [Test]
    public async Task Configure_KeysInTheEnvironment_AreUsed()
    {
        await using var plugin = await StartPluginAsync(Environment);
        var config = Wire.Struct($$"""{"endpoint": "{{Cloud.Endpoint}}"}""");
        await plugin.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = config });
        await plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(preview: true));
        Assert.That(Cloud.Calls, Is.Not.Empty.And.All.Matches<Simulator.Http.ApiCall>(call => call is { ErrorCode: null, Region: "ap-guangzhou" }));
    }

    [Test, Bug("the command for a missing key does not set it")]
    public async Task Configure_NothingAnywhere_NamesEveryMissingKey()
    {
        await using var plugin = await StartPluginAsync(new Dictionary<string, string> { ["HOME"] = "/nonexistent" });
        var status = await plugin.FailAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = new() });
        var missing = status.Detail<ConfigureErrorMissingKeys>()!.MissingKeys;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(missing.Select(key => key.Name), Is.EqualTo(new[] { "tencentcloud-refresh:region", "tencentcloud-refresh:secretId", "tencentcloud-refresh:secretKey" }));
            Assert.That(missing.Select(key => key.Description), Has.All.Contains("TENCENTCLOUD_"));
            Assert.That(missing[1].Description, Does.Contain("/nonexistent"), "where was looked; the engine shows nothing of the message");
            Assert.That(missing[2].Description, Does.Contain("`pulumi config set --secret tencentcloud-refresh:secretKey <value>`"));
        }
    }

    [Test]
    [Bug("a profile that is not there was told as a missing key")]
    public async Task Configure_ProfileThatIsNotThere_IsAnErrorOfItsOwn()
    {
        await using var plugin = await StartPluginAsync(new Dictionary<string, string>(Environment) { ["HOME"] = "/nonexistent" });
        var status = await plugin.FailAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = Wire.Struct("""{"profile": "prod"}""") });
        Assert.That(status.Details, Is.Empty);
        Assert.That(status.Message, Does.Contain("/nonexistent/.tccli/prod.credential").And.Not.Contain("TENCENTCLOUD_SECRET_ID"));
    }

    [Test]
    [Bug("a role that was refused while the provider was configured was an unexpected error")]
    public async Task Configure_RoleIsRefused_IsAnErrorWithTheServicesCode()
    {
        Cloud.Faults.Add(Fault.Error("AssumeRole", "AuthFailure.TokenFailure"));
        var config = Config();
        config.Fields["assumeRole"] = Value.ForStruct(Wire.Struct($$"""{"roleArn": "qcs::cam::uin/{{Simulator.Fleets.Fleet.DefaultAccountId}}:roleName/r"}"""));

        var status = await Plugin.FailAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = config });

        Assert.That(status.Code, Is.EqualTo(Grpc.Core.StatusCode.FailedPrecondition));
        Assert.That(status.Message, Does.Contain("AuthFailure.TokenFailure"));
    }

    [Test]
    public async Task Configure_IdentityTokenAndNoKey_IsAllThatARunNeeds()
    {
        string token = IdentityToken();
        await using var plugin = await StartPluginAsync(new Dictionary<string, string> { ["HOME"] = "/nonexistent", ["TENCENTCLOUD_REGION"] = "ap-guangzhou" });
        var news = Wire.Struct($$"""
            {"endpoint": "{{Cloud.Endpoint}}", "assumeRoleWithWebIdentity": "{\"providerId\":\"ci\",\"roleArn\":\"qcs::cam::uin/{{Simulator.Fleets.Fleet.DefaultAccountId}}:roleName/r\",\"webIdentityToken\":\"{{token}}\"}"}
            """);
        var check = await plugin.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { News = news });
        Assert.That(check.Inputs.Fields["assumeRoleWithWebIdentity"].KindCase, Is.EqualTo(Value.KindOneofCase.StructValue), "kept as a secret, since it holds a token");
        await plugin.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = check.Inputs });
        await plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(preview: true));
        Assert.That(Cloud.Calls.Select(call => (call.Action, call.ErrorCode)), Has.Some.EqualTo(("AssumeRoleWithWebIdentity", (string?)null)));
        Assert.That(Cloud.Calls.Where(call => call.Action != "AssumeRoleWithWebIdentity").Select(call => call.SecretId), Is.Not.Empty.And.All.StartsWith("AKIDsession"));
    }

    [TestCase("""{"providerId": "ci", "roleArn": "r", "webIdentityToken": "eyJhbGciOi", "durationSeconds": "x"}""", true)]
    [TestCase(""" "{\"providerId\":\"ci\",\"roleArn\":\"r\",\"webIdentityToken\":\"eyJhbGciOi\",}" """, true)]
    [TestCase("""{"providerId": "ci", "roleArn": "r", "webIdentityTokenFile": "~/token", "durationSeconds": "x"}""", false)]
    [Bug("an identity token beside a wrong setting came back from CheckConfig in clear")]
    public async Task CheckConfig_TokenBesideAWrongSetting_IsASecretAllTheSame(string identity, bool isSecret)
    {
        await using var plugin = await StartPluginAsync(Environment);
        var check = await plugin.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { News = Wire.Struct($$"""{"assumeRoleWithWebIdentity": {{identity}}}""") });
        Assert.That(check.Failures, Is.Not.Empty);
        Assert.That(check.Failures.Select(failure => failure.Reason), Has.None.Contains("eyJhbGciOi"));
        Assert.That(Properties.From(check.Inputs).Find("assumeRoleWithWebIdentity") is PropertyValue.Secret, Is.EqualTo(isSecret));
    }

    [Test]
    [Bug("the token service of a private or international site was asked at the public address")]
    public async Task Configure_RoleWithAnEndpointOnThisMachine_IsAskedForThere()
    {
        await using var plugin = await StartPluginAsync(Environment);
        var config = Wire.Struct($$"""{"endpoint": "{{Cloud.Endpoint}}", "assumeRole": {"roleArn": "qcs::cam::uin/{{Simulator.Fleets.Fleet.DefaultAccountId}}:roleName/r"} }""");
        await plugin.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = config });
        Assert.That(Cloud.Calls.Select(call => (call.Action, call.ErrorCode)), Has.One.EqualTo(("AssumeRole", (string?)null)));
    }

    [Test]
    public async Task Configure_DomainOfTheEnvironmentIsNone_IsRefusedByName()
    {
        await using var plugin = await StartPluginAsync(new Dictionary<string, string>(Environment) { ["TENCENTCLOUD_DOMAIN"] = "https://intl.tencentcloudapi.com" });
        var status = await plugin.FailAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = new() });
        Assert.That((status.Code, status.Message.Split(' ')[0]), Is.EqualTo((StatusCode.InvalidArgument, "TENCENTCLOUD_DOMAIN")));
    }

    [Test]
    public async Task Configure_RegionMissing_IsTheOnlyMissingKey()
    {
        await using var plugin = await StartPluginAsync();
        var config = Wire.Struct($$"""{"secretId": "AKID1", "secretKey": {{Wire.Secret($"\"{PluginSecrets.SecretKey}\"")}}, "sharedCredentialsDir": "/nonexistent"}""");
        var status = await plugin.FailAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = config });
        Assert.That(status.Detail<ConfigureErrorMissingKeys>()!.MissingKeys.Select(key => key.Name), Is.EqualTo(new[] { "tencentcloud-refresh:region" }));
    }

    [Test]
    public async Task Configure_RegionOfTheEnvironmentIsNone_IsRefusedByName()
    {
        await using var plugin = await StartPluginAsync(new Dictionary<string, string>(Environment) { ["TENCENTCLOUD_REGION"] = "Guangzhou\u001b[31m" });
        var status = await plugin.FailAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = new() });
        Assert.That(status.Message, Does.Contain("TENCENTCLOUD_REGION must be the id of a region, such as ap-guangzhou; was \"Guangzhou").And.Not.Contain("\u001b"));
    }

    [Test, Bug("Ctrl-C is not heard while Configure waits for a role")]
    public async Task Configure_CancelledWhileTheTokenServiceDoesNotAnswer_EndsSoon()
    {
        // The way to the token service leads through a proxy that takes the connection and says nothing. Loopback goes past every proxy.
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var usual = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy($"http://{proxy.LocalEndpoint}");
        try
        {
            await using var plugin = await StartPluginAsync(Environment);
            var config = Wire.Struct("""{"assumeRole": {"roleArn": "qcs::cam::uin/100000000001:roleName/rollout"}}""");
            var configure = plugin.FailAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = config });
            using var silent = await proxy.AcceptTcpClientAsync().Soon();
            await plugin.CallAsync(ResourceProviderMethods.Cancel, new Empty());
            Assert.That((await configure.Soon()).Code, Is.EqualTo(StatusCode.Cancelled));
        }
        finally
        {
            HttpClient.DefaultProxy = usual;
        }
    }

    [Test]
    public async Task Configure_Errors_AreAllInOne()
    {
        var status = await Plugin.FailAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = Wire.Struct("""{"maxRetries": "many", "endpoint": "http://as.example.com", "colour": 1}""") });
        Assert.That(status.Message.Split('\n'), Has.Length.EqualTo(4)
            .And.Some.StartsWith("maxRetries must be").And.Some.StartsWith("endpoint uses plain HTTP").And.Some.StartsWith("colour is not a known property"));
    }

    [Test]
    public async Task Create_BeforeConfigure_IsRefused()
    {
        await using var bare = await StartPluginAsync();
        var status = await bare.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        Assert.That((status.Code, status.Message), Is.EqualTo((StatusCode.FailedPrecondition, "The provider is not configured yet.")));
    }

    [Test]
    public async Task Create_WrongKey_IsAPlainErrorWithTheServicesCode()
    {
        var config = Config();
        config.Fields["secretKey"] = Wire.Struct($$"""{"x": {{Wire.Secret($"\"{PluginSecrets.Token}\"")}}}""").Fields["x"];
        await Plugin.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = config });
        var status = await Plugin.FailAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.Code, Is.EqualTo(StatusCode.FailedPrecondition));
            Assert.That(status.Details, Is.Empty, "nothing was made");
            Assert.That(status.Message, Does.Contain("AuthFailure.SignatureFailure"));
        }
    }

    [Test]
    public async Task DiffConfig_OnTheWire_AnswersInDetail()
    {
        var diff = await Plugin.CallAsync(ResourceProviderMethods.DiffConfig, new DiffRequest { Olds = Config(), OldInputs = Config(), News = Config() });
        Assert.That(diff, Is.EqualTo(new DiffResponse { Changes = DiffResponse.Types.DiffChanges.DiffNone, HasDetailedDiff = true }));
    }

    /// <summary>As a pipeline's system makes one.</summary>
    private static string IdentityToken() => string.Join('.', new[] { """{"alg":"RS256"}""", """{"iss":"https://ci.example.com","exp":4102444800}""", "signature" }
        .Select(part => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(part))));

    private static Dictionary<string, string> Environment => new()
    {
        ["TENCENTCLOUD_REGION"] = "ap-guangzhou",
        ["TENCENTCLOUD_SECRET_ID"] = "AKIDsimulator0000000000000000000001",
        ["TENCENTCLOUD_SECRET_KEY"] = PluginSecrets.SecretKey,
    };
}
