using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CredentialChainTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("credentials-").FullName;
    private readonly Dictionary<string, string?> _variables = [];
    private readonly VirtualClock _clock = new();

    private CredentialOptions Options => new()
    {
        HomeDirectory = _home,
        Variable = name => _variables.GetValueOrDefault(name),
        MetadataEndpoint = Nowhere.Metadata,
    };

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private async Task<Credentials> FindAsync(CredentialOptions? options = null)
    {
        using var chain = new CredentialChain(options ?? Options, _clock);
        return await chain.GetAsync(CancellationToken.None).Soon();
    }

    private Task<CredentialException> FailAsync(CredentialOptions? options = null) => Failures.OfAsync<CredentialException>(FindAsync(options));

    private void Write(string path, string text)
    {
        path = Path.Combine(_home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void WriteEverything()
    {
        _variables["TENCENTCLOUD_SECRET_ID"] = "AKIDenvironment";
        _variables["TENCENTCLOUD_SECRET_KEY"] = "key-environment";
        Write(".tccli/default.credential", """{"secretId":"AKIDprofile","secretKey":"key-profile","token":"token-profile"}""");
        Write(".tencentcloud/credentials", "[default]\nsecret_id = AKIDfile\nsecret_key = key-file\n");
    }

    [Test]
    public async Task Get_AllPlacesFilled_TakesThemInTheirOrder()
    {
        WriteEverything();
        List<string> found = [];
        found.Add((await FindAsync(Options with
        {
            SecretId = "AKIDexplicit",
            SecretKey = "key-explicit",
            SecurityToken = "token-explicit"
        })).ToString());
        found.Add((await FindAsync()).ToString());
        _variables.Clear();
        found.Add((await FindAsync()).ToString());
        File.Delete(Path.Combine(_home, ".tccli/default.credential"));
        found.Add((await FindAsync()).ToString());

        Assert.That(found, Is.EqualTo(new[]
        {
            "Credentials(AKIDexplicit from explicit values)",
            "Credentials(AKIDenvironment from environment)",
            $"Credentials(AKIDprofile from tccli profile 'default' ({_home}/.tccli/default.credential))",
            $"Credentials(AKIDfile from {_home}/.tencentcloud/credentials)",
        }));
    }

    [TestCase("TENCENTCLOUD_SECURITY_TOKEN")]
    [TestCase("TENCENTCLOUD_SESSION_TOKEN")]
    [TestCase("TENCENTCLOUD_TOKEN")]
    public async Task Get_TokenInAnyOfItsVariables_IsFound(string variable)
    {
        WriteEverything();
        _variables[variable] = "token-environment";
        Assert.That((await FindAsync()).Token, Is.EqualTo("token-environment"));
    }

    [Test]
    public async Task Get_TokenVariablesThatDiffer_AreRefusedAndThoseThatAgreeAreNot()
    {
        WriteEverything();
        (_variables["TENCENTCLOUD_SESSION_TOKEN"], _variables["TENCENTCLOUD_TOKEN"]) = ("one", "one");
        Assert.That((await FindAsync()).Token, Is.EqualTo("one"));
        _variables["TENCENTCLOUD_TOKEN"] = "another";
        var failure = await FailAsync();
        Assert.That((failure.IsBroken, failure.Searched[^1].Source), Is.EqualTo((true, "environment")));
        Assert.That(failure.Message, Does.Contain("TENCENTCLOUD_SESSION_TOKEN and TENCENTCLOUD_TOKEN differ"));
    }

    [Test]
    public async Task Get_ProfileAndFolderChosen_ReadsThatFile()
    {
        Write("elsewhere/ops.credential", """{"secretId":"AKIDops","secretKey":"key-ops","unknown":{"x":1}}""");
        Write("elsewhere/ops.configure", """{"_sys_param":{"region":"ap-shanghai","output":"json"},"cvm":{}}""");
        var options = Options with { Profile = "ops", SharedCredentialsDir = "~/elsewhere" };
        Assert.That(((await FindAsync(options)).SecretId, CredentialChain.FindRegion(options)), Is.EqualTo(("AKIDops", "ap-shanghai")));

        _variables["TENCENTCLOUD_SHARED_CREDENTIALS_DIR"] = Path.Combine(_home, "elsewhere");
        foreach (var variable in new[] { "TENCENTCLOUD_PROFILE", "TCCLI_PROFILE" })
        {
            _variables[variable] = "ops";
            Assert.That(((await FindAsync()).SecretId, CredentialChain.FindRegion(Options)), Is.EqualTo(("AKIDops", "ap-shanghai")), variable);
            _variables.Remove(variable);
        }
    }

    [Test]
    public void FindRegion_SeveralPlaces_TakesTheOptionThenTheVariable()
    {
        Write(".tccli/default.configure", """{"_sys_param":{"region":"ap-shanghai"}}""");
        _variables["TENCENTCLOUD_REGION"] = "ap-beijing";
        Assert.That((CredentialChain.FindRegion(Options with { Region = "ap-tokyo" }), CredentialChain.FindRegion(Options)),
            Is.EqualTo(("ap-tokyo", "ap-beijing")));
    }

    [TestCase("AP-Guangzhou")]
    [TestCase("ap guangzhou")]
    [TestCase("ap-guangzhou\u001b[31m")]
    public void FindRegion_VariableIsNoRegion_IsRefusedWithItsName(string region)
    {
        _variables["TENCENTCLOUD_REGION"] = region;
        Assert.That(() => CredentialChain.FindRegion(Options),
            Throws.ArgumentException.With.Message.Contains("TENCENTCLOUD_REGION must be the id of a region, such as ap-guangzhou; was \"")
                .And.Message.Not.Contains('\u001b'));
    }

    [Test]
    public void FindRegion_VariableIsVeryLong_IsQuotedInPart()
    {
        _variables["TENCENTCLOUD_REGION"] = new string('a', 100_000);
        Assert.That(() => CredentialChain.FindRegion(Options), Throws.ArgumentException.With.Message.Length.LessThan(300));
    }

    [Test]
    public void FindRegion_Nowhere_IsNull() => Assert.That(CredentialChain.FindRegion(Options), Is.Null);

    [Test]
    public async Task Get_FileWithCommentsAndSections_ReadsTheDefaultOne()
    {
        Write(".tencentcloud/credentials",
            "; mine\n[other]\nsecret_id=AKIDother\nsecret_key=x\n\n[default]\n# key of the pipeline\nsecret_id = AKIDfile\nsecret_key=key=with=equals\ntoken = t\n[third]\nsecret_id=AKIDthird\n");
        var found = await FindAsync();
        Assert.That((found.SecretId, found.SecretKey, found.Token), Is.EqualTo(("AKIDfile", "key=with=equals", "t")));
    }

    [Test]
    public async Task Get_NothingAnywhere_ListsEveryPlaceAndWhatIsMissing()
    {
        var failure = await FailAsync();
        Assert.That(failure.Message, Is.EqualTo(
            "No credentials were found. Looked at: explicit values: secretId and secretKey are not set; environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set; " +
            $"tccli profile 'default' ({_home}/.tccli/default.credential): no such file; {_home}/.tencentcloud/credentials: no such file; " +
            $"{failure.Searched[^1].Source}: {failure.Searched[^1].Finding}."));
        Assert.That((failure.IsBroken, failure.Searched[^1].Source), Is.EqualTo((false, $"machine role ({Nowhere.Metadata.Authority})")));
        Assert.That(failure.Searched[0].Missing, Is.EqualTo(new[] { "secretId", "secretKey" }));
    }

    private static IEnumerable<TestCaseData> Halves()
    {
        yield return new TestCaseData("explicit", "explicit values: secretId is set, but secretKey is not").SetArgDisplayNames("explicit id");
        yield return new TestCaseData("token",
            "explicit values: securityToken is set, but secretId and secretKey are not").SetArgDisplayNames("explicit token alone");
        yield return new TestCaseData("environment",
            "environment: TENCENTCLOUD_SECRET_KEY is set, but TENCENTCLOUD_SECRET_ID is not").SetArgDisplayNames("variable");
        yield return new TestCaseData("profile", "default.credential): secretId is set, but secretKey is not").SetArgDisplayNames("profile");
        yield return new TestCaseData("profile-broken",
            "default.credential): is not the JSON expected, at line 2").SetArgDisplayNames("profile that is no JSON");
        yield return new TestCaseData("profile-empty", "default.credential): holds nothing").SetArgDisplayNames("profile that holds null");
        yield return new TestCaseData("file", "credentials: secret_id is set, but secret_key is not").SetArgDisplayNames("file");
    }

    [TestCaseSource(nameof(Halves))]
    public async Task Get_HalfFilledPlace_StopsThereAndNamesTheOtherHalf(string place, string says)
    {
        if (place.StartsWith("profile", StringComparison.Ordinal) || place is "environment" or "explicit" or "token")
            Write(".tencentcloud/credentials", "[default]\nsecret_id = AKIDlater\nsecret_key = never-to-be-used\n");
        var options = Options;
        switch (place)
        {
            case "explicit":
                options = options with { SecretId = "AKIDhalf" };
                break;
            case "token":
                options = options with { SecurityToken = "half" };
                break;
            case "environment":
                (_variables["TENCENTCLOUD_SECRET_KEY"], _variables["TENCENTCLOUD_SECRET_ID"]) = ("half", "");
                break;
            case "profile":
                Write(".tccli/default.credential", """{"secretId":"AKIDhalf","secretKey":""}""");
                break;
            case "profile-broken":
                Write(".tccli/default.credential", "{\"secretId\":\"AKIDhalf\",\n\"secretKey\":half}");
                break;
            case "profile-empty":
                Write(".tccli/default.credential", "null");
                break;
            case "file":
                Write(".tencentcloud/credentials", "[default]\nsecret_id = AKIDhalf\n");
                break;
        }

        var failure = await FailAsync(options);

        Assert.That(failure.IsBroken);
        Assert.That(failure.Message, Does.Contain(says).And.Not.Contain("never"));
    }

    [Test]
    public async Task Get_ProfileWithoutAKey_IsPassedOver()
    {
        Write(".tccli/default.credential", """{"secretId":null}""");
        Write(".tencentcloud/credentials", "[default]\nsecret_id = AKIDfile\nsecret_key = key-file\n");
        Assert.That((await FindAsync()).SecretId, Is.EqualTo("AKIDfile"));
    }

    [Test]
    public async Task Invalidate_FileWasRotated_FindsTheNewKey()
    {
        WriteEverything();
        _variables.Clear();
        using var chain = new CredentialChain(Options, _clock);
        var old = await chain.GetAsync(CancellationToken.None).Soon();
        Write(".tccli/default.credential", """{"secretId":"AKIDrotated","secretKey":"key-rotated"}""");
        Assert.That(await chain.GetAsync(CancellationToken.None).Soon(), Is.EqualTo(old), "files are not read for each call");

        chain.Invalidate(old);
        var rotated = await chain.GetAsync(CancellationToken.None).Soon();
        Assert.That(rotated.SecretId, Is.EqualTo("AKIDrotated"));

        chain.Invalidate(old);
        Assert.That(await chain.GetAsync(CancellationToken.None).Soon(), Is.SameAs(rotated), "somebody else had renewed already");
    }

    [Test]
    public void Chain_OptionsOutOfRange_AreNamedAtOnce() => Assert.That(
        () => new CredentialChain(
            new()
            {
                Endpoints = new() { TokenService = new("http://sts.tencentcloudapi.com") },
                WebIdentity = new() { ProviderId = "", RoleArn = "r" },
                RenewBefore = TimeSpan.FromDays(1),
                AssumeRole = new() { RoleArn = "", DurationSeconds = 90000 },
                MetadataEndpoint = new("http://m/x")
            }, _clock),
        Throws.ArgumentException.With.Message.Contains("The token service's address").And.Message.Contains("WebIdentity.ProviderId").And.Message.Contains("RenewBefore").And.Message.Contains("RoleArn")
            .And.Message.Contains("was 90000").And.Message.Contains("MetadataEndpoint"));

    [Test]
    public async Task MachineRole_Named_IsAskedForAndRenewedBeforeItsEnd()
    {
        await using var machine = await ScriptedService.StartAsync();
        var made = 0;
        machine.Answer = (received, http) => ScriptedService.Raw(200, "application/json", JsonSerializer.Serialize(new
        {
            TmpSecretId = $"AKIDtmp{++made}",
            TmpSecretKey = "key-tmp",
            Token = "token-tmp",
            ExpiredTime = _clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
            Expiration = "2026-01-05T09:00:00Z",
            Code = "Success",
        }))(received, http);
        using var chain = new CredentialChain(Options with { CamRoleName = "deploy role", MetadataEndpoint = new(machine.Endpoint, "cam/") }, _clock);

        var first = await chain.GetAsync(CancellationToken.None).Soon();
        _clock.Advance(TimeSpan.FromMinutes(54));
        var second = await chain.GetAsync(CancellationToken.None).Soon();
        _clock.Advance(TimeSpan.FromMinutes(2));
        var third = await chain.GetAsync(CancellationToken.None).Soon();

        Assert.That((first.SecretId, second.SecretId, third.SecretId, first.Token), Is.EqualTo(("AKIDtmp1", "AKIDtmp1", "AKIDtmp2", "token-tmp")));
        Assert.That(machine.Calls.Select(call => (call.Method, call.Path)), Is.All.EqualTo(("GET", "/cam/deploy%20role")));
    }

    [Test]
    public async Task MachineRole_RenewalFailsWhileTheOldOneHolds_ContinuesWithTheOldOne()
    {
        await using var machine = await ScriptedService.StartAsync();
        var end = _clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        machine.AnswerInOrder(
            ScriptedService.Raw(200, "application/json",
                $$"""{"TmpSecretId":"AKIDtmp1","TmpSecretKey":"k","Token":"t","ExpiredTime":{{end.ToString(CultureInfo.InvariantCulture)}},"Code":"Success"}"""),
            ScriptedService.Raw(500, "text/html", "<html>"));
        using var chain = new CredentialChain(Options with { CamRoleName = "deploy", MetadataEndpoint = new(machine.Endpoint, "cam/") }, _clock);
        await chain.GetAsync(CancellationToken.None).Soon();

        _clock.Advance(TimeSpan.FromMinutes(56));
        Assert.That((await chain.GetAsync(CancellationToken.None).Soon()).SecretId, Is.EqualTo("AKIDtmp1"));
        await chain.GetAsync(CancellationToken.None).Soon();
        Assert.That(machine.Calls, Has.Count.EqualTo(2), "and the machine is not asked again at once");

        _clock.Advance(TimeSpan.FromMinutes(5));
        var failure = await Failures.OfAsync<CredentialException>(chain.GetAsync(CancellationToken.None).AsTask());
        Assert.That(failure.Message, Does.Contain("HTTP 500"));
    }

    [Test]
    public async Task MachineRole_NotNamed_IsAskedForItsNameFirst()
    {
        await using var machine = await ScriptedService.StartAsync();
        machine.Answer = (received, http) => received.Path == "/cam/"
            ? ScriptedService.Raw(200, "text/plain", "deploy\n")(received, http)
            : ScriptedService.Raw(200, "text/plain", """{"TmpSecretId":"AKIDtmp","TmpSecretKey":"k","Token":"t","ExpiredTime":"4102444800","Code":"Success"}""")(
                received, http);
        var found = await FindAsync(Options with { MetadataEndpoint = new(machine.Endpoint, "cam/") });
        Assert.That((found.SecretId, found.ExpiresAt), Is.EqualTo(("AKIDtmp", DateTimeOffset.FromUnixTimeSeconds(4102444800))));
        Assert.That(machine.Calls.Select(call => call.Path), Is.EqualTo(new[] { "/cam/", "/cam/deploy" }));
    }

    [TestCase(404, "")]
    [TestCase(200, "<html>")]
    [TestCase(200, "")]
    public async Task MachineRole_NotNamedAndNoneThere_IsTheEndOfTheSearch(int status, string body)
    {
        await using var machine = await ScriptedService.StartAsync();
        machine.Answer = ScriptedService.Raw(status, "text/plain", body);
        var failure = await FailAsync(Options with { MetadataEndpoint = new(machine.Endpoint, "cam/") });
        Assert.That((failure.IsBroken, failure.Searched.Count), Is.EqualTo((false, 5)));
    }

    [TestCase("""{"Code":"NotFound"}""", "answered with code 'NotFound'")]
    [TestCase("<html>", "not the JSON expected")]
    [TestCase("""{"Code":"Success","TmpSecretId":"AKIDx"}""", "TmpSecretId is set, but TmpSecretKey is not")]
    public async Task MachineRole_OddAnswer_IsNamed(string body, string says)
    {
        await using var machine = await ScriptedService.StartAsync();
        machine.Answer = ScriptedService.Raw(200, "text/plain", body);
        var failure = await FailAsync(Options with { CamRoleName = "deploy", MetadataEndpoint = new(machine.Endpoint, "cam/") });
        Assert.That(failure.Message, Does.Contain($"machine role 'deploy' ({machine.Endpoint.Authority})").And.Contain(says));
    }
}
