using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Credentials for another system's token, against the simulator: no key anywhere.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WebIdentityTests : IAsyncDisposable
{
    private const string Role = $"qcs::cam::uin/{Fleet.DefaultAccountId}:roleName/deploy";

    private readonly HomeFolder _home = new();
    private SimulatedService _service = null!;

    private CredentialOptions Options => _home.Options with { Endpoints = new() { AutoScaling = _service.Host.Endpoint } };

    private static WebIdentityOptions FromFile => new() { ProviderId = "ci", RoleArn = Role, TokenFile = "~/token" };

    [SetUp]
    public async Task StartService() => _service = await SimulatedService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _home.Dispose();
    }

    private void WriteToken(TimeSpan life, string subject = "pipeline")
        => _home.Write("token", IdentityTokens.Until(_service.Clock.GetUtcNow() + life, subject) + "\n");

    private void SetTkeVariables()
    {
        (_home.Variables["TKE_REGION"], _home.Variables["TKE_PROVIDER_ID"]) = ("ap-tokyo", "tke");
        (_home.Variables["TKE_ROLE_ARN"], _home.Variables["TKE_WEB_IDENTITY_TOKEN_FILE"]) = (Role, _home.PathOf("token"));
    }

    private Task<Credentials> GetAsync(CredentialChain chain) => _service.DriveAsync(chain.GetAsync(CancellationToken.None).AsTask());

    private int CallsOfIt => _service.CallsOf("AssumeRoleWithWebIdentity");

    [TestCase("environment")]
    [TestCase("configuration with a file")]
    [TestCase("configuration with a token")]
    public async Task Pipeline_WithATokenAndNoKey_SeesItsFleet(string by)
    {
        WriteToken(TimeSpan.FromHours(1));
        if (by == "environment")
            SetTkeVariables();
        var options = by switch
        {
            "configuration with a file" => Options with { WebIdentity = FromFile },
            "configuration with a token" => Options with
            {
                WebIdentity = FromFile with { TokenFile = null, Token = IdentityTokens.Until(_service.Clock.GetUtcNow().AddHours(1)) },
            },
            _ => Options,
        };
        using var chain = new CredentialChain(options, _service.Clock);
        using var client = new AutoScalingClient(Clients.Options(_service.Host.Endpoint), chain, _service.Clock);

        var groups = await _service.DriveAsync(client.DescribeAllAutoScalingGroupsAsync(new(), CancellationToken.None));

        Assert.That(groups.AutoScalingGroupSet, Has.Count.EqualTo(1));
        var call = _service.Host.Calls.Single(call => call.Action == "AssumeRoleWithWebIdentity");
        var region = by == "environment" ? "ap-tokyo" : "ap-guangzhou";
        Assert.That((call.SecretId, call.Region, call.ErrorCode), Is.EqualTo(("", region, (string?)null)), "not signed");
    }

    [Test]
    public async Task Session_BeforeItsEnd_IsRenewedWithTheTokenThatTheFileHoldsThen()
    {
        WriteToken(TimeSpan.FromMinutes(10), "first");
        using var chain = new CredentialChain(Options with { WebIdentity = FromFile with { DurationSeconds = 3600 } }, _service.Clock);
        var first = await GetAsync(chain);
        Assert.That(first.ExpiresAt, Is.EqualTo(_service.Clock.GetUtcNow().AddHours(1)).Within(TimeSpan.FromSeconds(1)));

        _service.Clock.Advance(TimeSpan.FromMinutes(56));
        WriteToken(TimeSpan.FromMinutes(10), "second");
        var second = await GetAsync(chain);

        Assert.That(second.SecretId, Is.Not.EqualTo(first.SecretId));
        Assert.That(CallsOfIt, Is.EqualTo(2));
    }

    [Test]
    public async Task Renewal_WithATokenThatHasEnded_ContinuesWithTheSessionUntilThatEnds()
    {
        WriteToken(TimeSpan.FromMinutes(10));
        using var chain = new CredentialChain(Options with { WebIdentity = FromFile with { DurationSeconds = 3600 } }, _service.Clock);
        var first = await GetAsync(chain);
        _service.Clock.Advance(TimeSpan.FromMinutes(56));
        Assert.That(await GetAsync(chain), Is.EqualTo(first));

        _service.Clock.Advance(TimeSpan.FromMinutes(5));
        var failure = await Failures.OfAsync<CloudServiceException>(GetAsync(chain));
        Assert.That((failure.Action, failure.Code), Is.EqualTo(("AssumeRoleWithWebIdentity", AssumeRoleWithWebIdentity.TokenError)));
    }

    [Test]
    public async Task Token_ReplacedBetweenReadingAndSending_IsReadOnceMore()
    {
        await using var sts = await ScriptedService.StartAsync();
        WriteToken(TimeSpan.FromHours(1), "old");
        sts.Answer = (received, http) =>
        {
            if (sts.Calls.Count > 1)
                return ScriptedService.Success("""{"Credentials":{"Token":"t","TmpSecretId":"AKIDnew","TmpSecretKey":"k"}}""")(received, http);
            WriteToken(TimeSpan.FromHours(1), "new");
            return ScriptedService.Refusal(AssumeRoleWithWebIdentity.TokenError)(received, http);
        };
        using var chain = new CredentialChain(
            Options with { WebIdentity = FromFile, Endpoints = new() { TokenService = sts.Endpoint } }, _service.Clock);

        Assert.That((await GetAsync(chain)).SecretId, Is.EqualTo("AKIDnew"));

        Assert.That(sts.Calls.Select(call => call.Headers.Authorization.ToString()), Is.EqualTo(new[] { "SKIP", "SKIP" }));
        Assert.That(sts.Calls.Select(call => call.Headers.ContainsKey("X-TC-Token")), Has.None.True);
    }

    [Test]
    public async Task Refusal_ThatQuotesTheToken_DoesNotShowIt()
    {
        await using var sts = await ScriptedService.StartAsync();
        WriteToken(TimeSpan.FromHours(1));
        sts.Answer = (received, http)
            => ScriptedService.Refusal("InvalidParameter.ParamError", $"bad: {received.Json["WebIdentityToken"]}")(received, http);
        using var chain = new CredentialChain(
            Options with { WebIdentity = FromFile, Endpoints = new() { TokenService = sts.Endpoint } }, _service.Clock);
        var failure = await Failures.OfAsync<CloudServiceException>(GetAsync(chain));
        Assert.That(failure.Message, Does.Not.Contain("c2ln"));
    }

    [TestCase("TKE_REGION")]
    [TestCase("TKE_PROVIDER_ID")]
    [TestCase("TKE_WEB_IDENTITY_TOKEN_FILE")]
    [TestCase("TKE_ROLE_ARN")]
    public async Task Variables_WithOneMissing_NameIt(string missing)
    {
        SetTkeVariables();
        _home.Variables.Remove(missing);
        using var chain = new CredentialChain(Options, _service.Clock);
        var failure = await Failures.OfAsync<CredentialException>(GetAsync(chain));
        Assert.That((failure.IsBroken, failure.Searched[^1].Missing.Single()), Is.EqualTo((true, missing)));
    }

    [Test]
    public async Task Variables_RegionAlone_NameNoIdentity()
    {
        _home.Variables["TKE_REGION"] = "ap-tokyo";
        using var chain = new CredentialChain(Options, _service.Clock);
        Assert.That((await Failures.OfAsync<CredentialException>(GetAsync(chain))).IsBroken, Is.False);
    }

    [TestCase(null, "there is no token file")]
    [TestCase(" \n", "is empty")]
    public async Task TokenFile_WithoutAToken_IsNamed(string? content, string says)
    {
        if (content is not null)
            _home.Write("token", content);
        using var chain = new CredentialChain(Options with { WebIdentity = FromFile }, _service.Clock);
        var failure = await Failures.OfAsync<CredentialException>(GetAsync(chain));
        Assert.That(failure.Searched[^1].Finding, Does.Contain(_home.PathOf("token")).And.Contain(says));
    }
}
