using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>The token service's call for those who have no key.</summary>
public sealed class WebIdentityTests : Wire
{
    private const string Role = $"qcs::cam::uin/{Fleet.DefaultAccountId}:roleName/deploy";

    [TestCase("SKIP")]
    [TestCase(null)]
    public async Task Token_WithoutASignature_OpensTheRole(string? authorization)
    {
        var session = await AskAsync(Input(), authorization);
        Assert.That(session.ErrorCode, Is.Null, session.ErrorText);
        var key = session["Credentials"];
        var signer = new Signer(key.GetProperty("TmpSecretId").GetString()!, key.GetProperty("TmpSecretKey").GetString()!)
        {
            Token = key.GetProperty("Token").GetString(),
        };
        Assert.That((await CallAsync("DescribeAutoScalingGroups", signer: signer))["TotalCount"].GetInt32(), Is.EqualTo(1));
        Assert.That(session["ExpiredTime"].GetInt64(), Is.EqualTo(Clock.GetUtcNow().AddSeconds(7200).ToUnixTimeSeconds()));
    }

    [Test]
    public async Task Token_WithASignature_OpensTheRoleToo()
        => Assert.That((await CallAsync("AssumeRoleWithWebIdentity", Input(), OfTheTokenService)).ErrorCode, Is.Null);

    [Test]
    public async Task Token_WithTheFilesLastLineEnd_IsTaken()
        => Assert.That((await AskAsync(Input() with { WebIdentityToken = Until(60) + "\n" })).ErrorCode, Is.Null);

    private static IEnumerable<TestCaseData> Errors()
    {
        yield return new TestCaseData("no token", "InvalidParameter.WebIdentityTokenError").SetArgDisplayNames("no token at all");
        yield return new TestCaseData("a.b.c", "InvalidParameter.WebIdentityTokenError").SetArgDisplayNames("three parts of nothing");
        yield return new TestCaseData(Make(new { iss = "x" }), "InvalidParameter.WebIdentityTokenError").SetArgDisplayNames("no end");
        yield return new TestCaseData(Make(new { exp = 1 }), "InvalidParameter.WebIdentityTokenError").SetArgDisplayNames("ended");
        yield return new TestCaseData(Make(new { exp = 1e12, nbf = 1e11 }), "InvalidParameter.WebIdentityTokenError").SetArgDisplayNames("not begun");
    }

    [TestCaseSource(nameof(Errors))]
    public async Task Token_ThatIsNotGood_IsRefused(string token, string code)
        => Assert.That((await AskAsync(Input() with { WebIdentityToken = token })).ErrorCode, Is.EqualTo(code));

    [Test]
    public async Task Input_ThatIsNotRight_IsRefused()
    {
        string?[] codes =
        [
            (await AskAsync(Input() with { ProviderId = " " })).ErrorCode, (await AskAsync(Input() with { RoleArn = "deploy" })).ErrorCode,
            (await AskAsync(Input() with { RoleSessionName = "n" })).ErrorCode, (await AskAsync(Input() with { DurationSeconds = 43201 })).ErrorCode,
            (await AskAsync(new { ProviderId = "ci" })).ErrorCode,
        ];
        Assert.That(codes, Is.EqualTo(new[]
        {
            "InvalidParameter.ParamError", "InvalidParameter.ParamError", "InvalidParameter.ParamError", "InvalidParameter.OverTimeError",
            "MissingParameter",
        }));
    }

    [TestCase("AssumeRole")]
    [TestCase("DescribeAutoScalingGroups")]
    public async Task OtherAction_WithoutASignature_IsRefused(string action)
        => Assert.That((await AskAsync(new { }, action: action)).ErrorCode, Is.EqualTo("AuthFailure.InvalidAuthorization"));

    [Test]
    public async Task OtherAction_OfTheTokenService_IsRefusedByItsName()
    {
        var answer = await CallAsync("GetFederationToken", signer: OfTheTokenService);
        Assert.That(answer.ErrorCode, Is.EqualTo("InvalidAction"));
        Assert.That(answer.ErrorText, Does.Contain("GetFederationToken"));
    }

    [Test]
    public async Task Log_OfTheCall_DoesNotHoldTheToken()
    {
        await AskAsync(Input());
        Assert.That(Host.Calls.Single().Body, Does.Not.Contain("c2ln").And.Contain("\"WebIdentityToken\":\"***\""));
    }

    private static Signer OfTheTokenService => Signer.Default with { Service = "sts", Version = "2018-08-13" };

    private Request Input() => new("ci", Until(3600), Role, "pipeline", null);

    private string Until(double seconds) => Make(new { iss = "https://ci.example.com", exp = Clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds() });

    private static string Make(object claims) => string.Join('.',
        Base64Url.EncodeToString("{\"alg\":\"RS256\"}"u8), Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims)), "c2ln");

    private async Task<Answer> AskAsync(object input, string? authorization = "SKIP", string action = "AssumeRoleWithWebIdentity")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Host.Endpoint);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(input));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (string, string?)[] headers =
        [
            ("X-TC-Action", action), ("X-TC-Version", action.StartsWith("Describe", StringComparison.Ordinal) ? "2018-04-19" : "2018-08-13"),
            ("X-TC-Timestamp", $"{Clock.GetUtcNow().ToUnixTimeSeconds()}"), ("X-TC-Region", "ap-guangzhou"), ("Authorization", authorization),
        ];
        foreach (var (name, value) in headers.Where(header => header.Item2 is not null))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request).Soon();
        return Answer.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    private sealed record Request(string ProviderId, string WebIdentityToken, string RoleArn, string RoleSessionName, int? DurationSeconds);
}
