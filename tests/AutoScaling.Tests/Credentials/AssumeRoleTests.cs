using System.Globalization;
using System.Text;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AssumeRoleTests : IAsyncDisposable
{
    private const string Arn = "qcs::cam::uin/100000000001:roleName/deploy";

    private readonly VirtualClock _clock = new();
    private readonly Dictionary<string, string?> _variables = [];
    private ScriptedService _sts = null!;
    private int _sessions;

    private CredentialOptions Options => new()
    {
        SecretId = Clients.Key.SecretId,
        SecretKey = Clients.Key.SecretKey,
        Endpoints = new() { TokenService = _sts.Endpoint },
        MetadataEndpoint = Nowhere.Metadata,
        HomeDirectory = "/nowhere",
        Variable = name => _variables.GetValueOrDefault(name),
        AssumeRole = new() { RoleArn = Arn },
    };

    [SetUp]
    public async Task StartTokenService()
    {
        _sts = await ScriptedService.StartAsync();
        _sts.Answer = (_, http) =>
        {
            http.Response.Headers.Date = _clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            var end = _clock.GetUtcNow().AddHours(2).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            return ScriptedService.Reply(http,
                """{"ExpiredTime":END,"Expiration":"x","Credentials":{"Token":"token-N","TmpSecretId":"AKIDsession-N","TmpSecretKey":"key-N"}}"""
                .Replace("END", end).Replace("-N", $"-{++_sessions}"));
        };
    }

    public ValueTask DisposeAsync() => _sts.DisposeAsync();

    [Test]
    public async Task Get_RoleWanted_ChangesIntoItWithACallSignedForTheTokenService()
    {
        using var chain = new CredentialChain(Options with
        {
            Region = "ap-tokyo",
            AssumeRole = new() { RoleArn = Arn, SessionName = "night", DurationSeconds = 3600, ExternalId = "ext" }
        }, _clock);

        var session = await chain.GetAsync(CancellationToken.None).Soon();

        Assert.That(session,
            Is.EqualTo(new Credentials("AKIDsession-1", "key-1", "token-1",
                _clock.GetUtcNow().AddHours(2))
            { Source = $"role {Arn} with explicit values" }));
        var call = _sts.Calls.Single();
        Assert.Multiple(() =>
        {
            Assert.That(call.Body, Is.EqualTo($$"""{"RoleArn":"{{Arn}}","RoleSessionName":"night","DurationSeconds":3600,"ExternalId":"ext"}"""));
            Assert.That((call.Action, call.Headers["X-TC-Version"].ToString(), call.Headers["X-TC-Region"].ToString()),
                Is.EqualTo(("AssumeRole", "2018-08-13", "ap-tokyo")));
            Assert.That(call.Headers.Authorization.ToString(), Is.EqualTo(new RequestSigner().Authorize(
                Clients.Key, "sts", _clock.GetUtcNow(), [("content-type", "application/json"), ("host", _sts.Endpoint.Authority)],
                    Encoding.UTF8.GetBytes(call.Body))));
        });
    }

    [Test]
    public async Task Get_SessionNearItsEnd_IsRenewedOnceForAllWhoAsk()
    {
        using var chain = new CredentialChain(Options, _clock);
        await chain.GetAsync(CancellationToken.None).Soon();
        _clock.Advance(TimeSpan.FromMinutes(116));

        var asked = await Task.WhenAll(Enumerable.Range(0,
            20).Select(_ => Task.Run(async () => await chain.GetAsync(CancellationToken.None)))).Soon();

        Assert.That(asked.Select(session => session.SecretId), Is.All.EqualTo("AKIDsession-2"));
        Assert.That(_sts.Calls, Has.Count.EqualTo(2));
    }

    [TestCase(60)]
    [TestCase(300)]
    [Bug("a short session is stale at birth")]
    public async Task Get_ShortSession_IsUsedForThreeQuartersOfItsLife(int seconds)
    {
        _sts.Answer = (_, http) =>
        {
            http.Response.Headers.Date = _clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            return ScriptedService.Reply(http,
                $$$"""{"Credentials":{"Token":"t","TmpSecretId":"AKIDsession-{{{++_sessions}}}","TmpSecretKey":"k"}}""");
        };
        using var chain = new CredentialChain(Options with { AssumeRole = new() { RoleArn = Arn, DurationSeconds = seconds } }, _clock);

        for (var i = 0; i < 5; i++)
            await chain.GetAsync(CancellationToken.None).Soon();
        _clock.Advance(TimeSpan.FromSeconds((seconds * 0.75) - 1));
        await chain.GetAsync(CancellationToken.None).Soon();
        Assert.That(_sts.Calls, Has.Count.EqualTo(1));

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await chain.GetAsync(CancellationToken.None).Soon()).SecretId, Is.EqualTo("AKIDsession-2"));
    }

    [Test]
    public async Task Get_RoleInVariables_IsTakenWithItsSettings()
    {
        (_variables["TENCENTCLOUD_ASSUME_ROLE_ARN"], _variables["TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME"]) = (Arn, "from-variable");
        (_variables["TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION"], _variables["TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID"]) = ("900", "ext");
        using var chain = new CredentialChain(Options with { AssumeRole = null }, _clock);
        await chain.GetAsync(CancellationToken.None).Soon();
        Assert.That(_sts.Calls.Single().Body,
            Is.EqualTo($$"""{"RoleArn":"{{Arn}}","RoleSessionName":"from-variable","DurationSeconds":900,"ExternalId":"ext"}"""));
    }

    [Test]
    public async Task Get_RoleInTheCommandLineToolsVariables_IsTakenAndADifferentOneIsRefused()
    {
        (_variables["TENCENTCLOUD_ROLE_ARN"], _variables["TENCENTCLOUD_ROLE_SESSION_NAME"]) = (Arn, "tool");
        using var chain = new CredentialChain(Options with { AssumeRole = null }, _clock);
        await chain.GetAsync(CancellationToken.None).Soon();
        Assert.That(_sts.Calls.Single().Json["RoleSessionName"]!.GetValue<string>(), Is.EqualTo("tool"));

        _variables["TENCENTCLOUD_ASSUME_ROLE_ARN"] = Arn + "2";
        using var torn = new CredentialChain(Options with { AssumeRole = null }, _clock);
        var failure = await Failures.OfAsync<CredentialException>(torn.GetAsync(CancellationToken.None).AsTask());
        Assert.That((failure.IsBroken, failure.Searched[^1].Source), Is.EqualTo((true, "environment")));
    }

    [Test]
    public async Task Get_DurationVariableIsNoNumber_IsNamed()
    {
        (_variables["TENCENTCLOUD_ASSUME_ROLE_ARN"], _variables["TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION"]) = (Arn, "2h");
        using var chain = new CredentialChain(Options with { AssumeRole = null }, _clock);
        var failure = await Failures.OfAsync<CredentialException>(chain.GetAsync(CancellationToken.None).AsTask());
        Assert.That(failure.Message, Does.Contain("TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION must be a number of seconds from 1 to 43200, was '2h'"));
    }

    [Test]
    public async Task Get_ProfileNamesARole_ChangesIntoIt()
    {
        var home = Directory.CreateTempSubdirectory("profile-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(home, ".tccli"));
            await File.WriteAllTextAsync(
                Path.Combine(home, ".tccli/default.credential"),
                $$"""{"secretId":"AKIDprofile","secretKey":"k","role-arn":"{{Arn}}","role-session-name":"of-profile"}""", CancellationToken.None);
            using var chain = new CredentialChain(Options with { SecretId = null, SecretKey = null, AssumeRole = null, HomeDirectory = home },
                _clock);

            Assert.That((await chain.GetAsync(CancellationToken.None).Soon()).SecretId, Is.EqualTo("AKIDsession-1"));
            Assert.That(_sts.Calls.Single().Json["RoleSessionName"]!.GetValue<string>(), Is.EqualTo("of-profile"));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Test]
    public async Task Get_RoleRefused_IsAServiceExceptionThatNamesTheAction()
    {
        _sts.Answer = ScriptedService.Refusal("AuthFailure.UnauthorizedOperation", "You are not authorized to perform sts:AssumeRole.");
        using var chain = new CredentialChain(Options, _clock);
        var failure = await Failures.OfAsync<CloudServiceException>(chain.GetAsync(CancellationToken.None).AsTask());
        Assert.That((failure.Action, failure.Code, failure.MayHaveActed), Is.EqualTo(("AssumeRole", "AuthFailure.UnauthorizedOperation", false)));
    }

    [Test]
    public async Task Client_SessionTokenEndsMidway_RenewsAndContinues()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Answer = (received, http) => received.Headers["X-TC-Token"] == "token-1"
            ? ScriptedService.Refusal("AuthFailure.TokenFailure")(received, http)
            : ScriptedService.Success("""{"RefreshActivityId":"asr-1"}""")(received, http);
        using var chain = new CredentialChain(Options, _clock);
        using var client = Clients.For(service, _clock, credentials: chain);

        await Requests.Call("StartInstanceRefresh", client, null, CancellationToken.None).Soon();

        Assert.That(service.Calls.Select(call => call.Headers["X-TC-Token"].ToString()), Is.EqualTo(new[] { "token-1", "token-2" }));
    }
}
