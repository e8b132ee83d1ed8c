using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The order of the sources: the table in the code, row by row, with every source filled and then emptied from the top.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CredentialOrderTests : IAsyncDisposable
{
    private const string Role = "qcs::cam::uin/100000000001:roleName/deploy";

    private readonly HomeFolder _home = new();
    private readonly VirtualClock _clock = new();
    private ScriptedService _cloud = null!;

    [SetUp]
    public async Task StartCloud()
    {
        _cloud = await ScriptedService.StartAsync();
        _cloud.Answer = (received, http) => received.Method == "GET" ? AnswerAsMachine(received, http) : AnswerAsTokenService(received, http);
    }

    public async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        _home.Dispose();
    }

    /// <summary>How each source of the table is filled. The key that it gives is named after its row.</summary>
    private CredentialOptions Fill(CredentialOptions options, string row)
    {
        var variables = _home.Variables;
        switch (row)
        {
            case "keys in the configuration":
                return options with { SecretId = "AKID-keys-in-the-configuration", SecretKey = "k" };
            case "profile in the configuration":
                _home.Write(".tccli/mine.credential", """{"secretId":"AKID-profile-in-the-configuration","secretKey":"k"}""");
                return options with { Profile = "mine" };
            case "machine role in the configuration":
                return options with { CamRoleName = "machine-role-in-the-configuration" };
            case "web identity in the configuration":
                return options with { WebIdentity = new() { ProviderId = "ci", RoleArn = Role, Token = "web-identity-in-the-configuration" } };
            case "keys in the environment":
                (variables["TENCENTCLOUD_SECRET_ID"], variables["TENCENTCLOUD_SECRET_KEY"]) = ("AKID-keys-in-the-environment", "k");
                break;
            case "profile in the environment":
                variables["TENCENTCLOUD_PROFILE"] = "shell";
                _home.Write(".tccli/shell.credential", """{"secretId":"AKID-profile-in-the-environment","secretKey":"k"}""");
                break;
            case "credentials file in the environment":
                variables["TENCENTCLOUD_CREDENTIALS_FILE"] = _home.PathOf("elsewhere");
                _home.Write("elsewhere", "[default]\nsecret_id=AKID-credentials-file-in-the-environment\nsecret_key=k\n");
                break;
            case "web identity in the environment":
                _home.Write("token", "web-identity-in-the-environment");
                (variables["TKE_REGION"], variables["TKE_PROVIDER_ID"]) = ("ap-guangzhou", "tke");
                (variables["TKE_ROLE_ARN"], variables["TKE_WEB_IDENTITY_TOKEN_FILE"]) = (Role, _home.PathOf("token"));
                break;
            case "machine role in the environment":
                variables["TENCENTCLOUD_CAM_ROLE_NAME"] = "machine-role-in-the-environment";
                break;
            case "default profile of the command line tool":
                _home.Write(".tccli/default.credential", """{"secretId":"AKID-default-profile-of-the-command-line-tool","secretKey":"k"}""");
                break;
            case "credentials file":
                _home.Write(".tencentcloud/credentials", "[default]\nsecret_id=AKID-credentials-file\nsecret_key=k\n");
                break;
            case "role of the machine":
                return options with { MetadataEndpoint = new(_cloud.Endpoint, "/bound/") };
            default:
                Assert.Fail($"no test fills the source '{row}'");
                break;
        }

        return options;
    }

    private static IEnumerable<int> Rows() => Enumerable.Range(0, CredentialSource.Order.Length);

    [TestCaseSource(nameof(Rows))]
    public async Task Order_AllFromHereOnFilled_IsTakenFromHere(int first)
    {
        var rows = CredentialSource.Order[first..];
        var options = rows.Aggregate(
            _home.Options with { Endpoints = new() { TokenService = _cloud.Endpoint }, MetadataEndpoint = new(_cloud.Endpoint, "/named/") },
            (options, row) => Fill(options, row.Name));
        using var chain = new CredentialChain(options, _clock);

        var found = await chain.GetAsync(CancellationToken.None).Soon();

        Assert.That(found.SecretId, Is.EqualTo("AKID-" + rows[0].Name.Replace(' ', '-')));
    }

    /// <summary>Names a source that is not there.</summary>
    private CredentialOptions Name(CredentialOptions options, string row)
    {
        var variables = _home.Variables;
        switch (row)
        {
            case "profile in the configuration":
                return options with { Profile = "gone" };
            case "machine role in the configuration":
                return options with { CamRoleName = "gone" };
            case "web identity in the configuration":
                return options with { WebIdentity = new() { ProviderId = "ci", RoleArn = Role, TokenFile = "~/gone" } };
            case "profile in the environment":
                variables["TCCLI_PROFILE"] = "gone";
                break;
            case "credentials file in the environment":
                variables["TENCENTCLOUD_CREDENTIALS_FILE"] = _home.PathOf("gone");
                break;
            case "web identity in the environment":
                variables["TKE_WEB_IDENTITY_TOKEN_FILE"] = _home.PathOf("gone");
                break;
            case "machine role in the environment":
                variables["TENCENTCLOUD_CAM_ROLE_NAME"] = "gone";
                break;
            default:
                Assert.Fail($"no test names the source '{row}'");
                break;
        }

        return options;
    }

    private static IEnumerable<string> NamedRows() => CredentialSource.Order.Where(row => row.MustBeNamed).Select(row => row.Name);

    [TestCaseSource(nameof(NamedRows))]
    [Bug("a source that was named and was not there fell through to another account")]
    public async Task Source_NamedAndNotThere_IsAnErrorAndNothingElseIsTaken(string row)
    {
        var options = Name(Fill(Fill(_home.Options, "default profile of the command line tool"), "credentials file"), row);
        using var chain = new CredentialChain(options, _clock);

        var failure = await Failures.OfAsync<CredentialException>(chain.GetAsync(CancellationToken.None).AsTask());

        Assert.That(failure.IsBroken);
        Assert.That(failure.Searched.Select(finding => finding.Source), Has.None.Contains("default"));
        var reported = failure.Searched[^1].Source + failure.Searched[^1].Finding;
        Assert.That(reported, Does.Contain("gone").Or.Contain("TKE_ROLE_ARN"), "it names what is missing");
    }

    [TestCase("profile")]
    [TestCase("variable")]
    public async Task Folder_NamedAndWithoutTheProfile_IsAnError(string by)
    {
        var options = Fill(_home.Options, "credentials file");
        if (by == "profile")
            options = options with { SharedCredentialsDir = _home.PathOf("gone") };
        else
            _home.Variables["TENCENTCLOUD_SHARED_CREDENTIALS_DIR"] = _home.PathOf("gone");
        using var chain = new CredentialChain(options, _clock);
        var failure = await Failures.OfAsync<CredentialException>(chain.GetAsync(CancellationToken.None).AsTask());
        Assert.That(failure.IsBroken);
        Assert.That(failure.Searched[^1].Source, Does.Contain(_home.PathOf("gone/default.credential")));
    }

    [Test]
    public async Task Profile_Named_IsNotChangedIntoARoleOfTheEnvironment()
    {
        var options = Fill(_home.Options, "profile in the configuration") with { Endpoints = new() { TokenService = _cloud.Endpoint } };
        _home.Variables["TENCENTCLOUD_ROLE_ARN"] = Role;
        using var chain = new CredentialChain(options, _clock);
        Assert.That((await chain.GetAsync(CancellationToken.None).Soon()).SecretId, Is.EqualTo("AKID-profile-in-the-configuration"));
        Assert.That(_cloud.Calls, Is.Empty);
    }

    private static Task AnswerAsMachine(ScriptedService.Received received, Microsoft.AspNetCore.Http.HttpContext http)
    {
        var name = received.Path.Split('/')[^1];
        return received.Path == "/bound/"
            ? ScriptedService.Raw(200, "text/plain", "role-of-the-machine")(received, http)
            : ScriptedService.Raw(
                200, "application/json", $$"""{"TmpSecretId":"AKID-{{name}}","TmpSecretKey":"k","Token":"t","Code":"Success"}""")(received, http);
    }

    private static Task AnswerAsTokenService(ScriptedService.Received received, Microsoft.AspNetCore.Http.HttpContext http)
        => ScriptedService.Reply(
            http, $$$"""{"Credentials":{"Token":"t","TmpSecretId":"AKID-{{{received.Json["WebIdentityToken"]}}}","TmpSecretKey":"k"}}""");
}
