using System.Text;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Http;

public sealed class SignatureTests : Wire
{
    private const string Action = "DescribeRefreshActivities";

    private static readonly Credential Temporary = new("AKIDtemporary", "temporary-key") { Token = "session-token", Expires = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero) };

    private protected override SimulatorOptions Options => base.Options with
    {
        Fleet = Fleet.Default.AndCredential(Temporary).AndCredential(new("AKIDdenied", "denied-key") { Denied = ["StartInstanceRefresh"] }),
    };

    private static IEnumerable<TestCaseData> WaysOfSigning()
    {
        yield return new TestCaseData(Signer.Default).SetArgDisplayNames("PlainJson");
        yield return new TestCaseData(Signer.Default with { ContentType = "application/json; charset=utf-8" }).SetArgDisplayNames("WithCharset");
        yield return new TestCaseData(Signer.Default with { SignedHeaders = "content-type;host;x-tc-action" }).SetArgDisplayNames("ActionSignedToo");
        yield return new TestCaseData(Signer.Default with { Gap = "  " }).SetArgDisplayNames("TwoSpaces");
        yield return new TestCaseData(Signer.Default with { SignedHost = "127.0.0.1" }).SetArgDisplayNames("HostWithoutPort");
        yield return new TestCaseData(Signer.Default with { SignedHost = "127.0.0.1", Service = "127" }).SetArgDisplayNames("ServiceFromHostLabel");
        yield return new TestCaseData(Signer.Default with { Service = "127.0.0.1:80" }).SetArgDisplayNames("ServiceFromHostAndPort");
        yield return new TestCaseData(Signer.Default with { UnsignedPayload = true }).SetArgDisplayNames("UnsignedPayload");
        yield return new TestCaseData(Signer.Default with { Region = null }).SetArgDisplayNames("WithoutRegion");
        yield return new TestCaseData(new Signer(Temporary.SecretId, Temporary.SecretKey) { Token = Temporary.Token }).SetArgDisplayNames("SessionToken");
    }

    [TestCaseSource(nameof(WaysOfSigning))]
    public async Task Call_SignedAsOfficialClientsSign_IsAccepted(object signer)
        => Assert.That((await CallAsync(Action, "{}"u8.ToArray(), (Signer)signer)).ErrorCode, Is.Null);

    [Test]
    public async Task Call_EmptyBody_CountsAsNoInput()
        => Assert.That((await CallAsync(Action, [])).ErrorCode, Is.Null);

    [TestCase(301, "AuthFailure.SignatureExpire")]
    [TestCase(-301, "AuthFailure.SignatureExpire")]
    [TestCase(300, null)]
    [TestCase(-300, null)]
    public async Task Call_ClockIsOff_IsRefusedBeyondFiveMinutes(int seconds, string? code)
    {
        using var answer = await SendAsync(Action, "{}"u8.ToArray(), now: Clock.GetUtcNow().AddSeconds(seconds));

        Assert.That(Answer.Parse(await answer.Content.ReadAsByteArrayAsync().Soon()).ErrorCode, Is.EqualTo(code));
        Assert.That(answer.Headers.Date, Is.EqualTo(Clock.GetUtcNow()));
    }

    [TestCase("BKIDwhatever", "key", null, "AuthFailure.InvalidSecretId")]
    [TestCase("AKIDunknown", "key", null, "AuthFailure.SecretIdNotFound")]
    [TestCase("AKIDsimulator0000000000000000000001", "another key", null, "AuthFailure.SignatureFailure")]
    [TestCase("AKIDtemporary", "temporary-key", null, "AuthFailure.TokenFailure")]
    [TestCase("AKIDtemporary", "temporary-key", "another", "AuthFailure.TokenFailure")]
    [TestCase("AKIDsimulator0000000000000000000001", "simulator-secret-key-00000000000001", "needless", "AuthFailure.TokenFailure")]
    public async Task Call_ByNobodyKnown_IsRefusedWithItsCode(string id, string key, string? token, string code)
        => Assert.That((await CallAsync(Action, new { }, new Signer(id, key) { Token = token })).ErrorCode, Is.EqualTo(code));

    [Test]
    public async Task Call_TokenHasExpired_IsRefused()
    {
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.That((await CallAsync(Action, new { }, new Signer(Temporary.SecretId, Temporary.SecretKey) { Token = Temporary.Token })).ErrorCode,
            Is.EqualTo("AuthFailure.TokenFailure"));
    }

    [Test]
    public async Task Call_PolicyForbidsIt_IsRefused()
    {
        var denied = new Signer("AKIDdenied", "denied-key");

        Assert.That((await CallAsync("StartInstanceRefresh", new { }, denied)).ErrorCode, Is.EqualTo("UnauthorizedOperation"));
        Assert.That((await CallAsync(Action, new { }, denied)).ErrorCode, Is.Null);
    }

    [Test]
    public async Task Call_OnlyOneOfTheMandatoryHeadersSigned_IsRefused()
        => Assert.That((await CallAsync(Action, new { }, Signer.Default with { SignedHeaders = "host" })).ErrorCode, Is.EqualTo("AuthFailure.SignatureFailure"));

    [TestCase("AKIDtestvector0000000000000000000004", "vector-secret-key-0000000000000004", "as", "127.0.0.1:8080", "91cf80055ad8e4cae9ba01f087d9f03f213fce5440e6022b5970ad3c7043b720")]
    [TestCase("AKIDtestvector0000000000000000000004", "vector-secret-key-0000000000000004", "as", "127.0.0.1", "e0bf4e9b43716966b61c8aebbf9dd18e5e7efa4b971fb46438f1076ca917ff2e")]
    [TestCase("AKIDtestvector0000000000000000000004", "vector-secret-key-0000000000000004", "127", "127.0.0.1", "4b60ca9842f8009feb47973eaf59796255310d5e91af601a5ae12c3ce49f5928")]
    public void Signer_OfTheseTests_AgreesWithKnownSignatures(string id, string key, string service, string host, string signature)
        => Assert.That(new Signer(id, key) { Service = service }.Authorization("Any", Encoding.UTF8.GetBytes("{}"), "1767225600", host), Does.EndWith($"Signature={signature}"));
}
