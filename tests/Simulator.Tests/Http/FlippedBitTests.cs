using Microsoft.AspNetCore.Http;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>A signed request with one bit of it turned over is refused, wherever the bit is.</summary>
public sealed class FlippedBitTests
{
    private static readonly string[] SignatureCodes =
    [
        "AuthFailure.InvalidAuthorization", "AuthFailure.SignatureFailure", "AuthFailure.SignatureExpire", "AuthFailure.InvalidSecretId", "AuthFailure.SecretIdNotFound",
    ];

    private readonly Fixture _fixture = new();
    private readonly byte[] _body = """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshActivityId":"asr-juhf6ytr","ResumeMode":"RETRY"}"""u8.ToArray();

    [TestCase("Authorization")]
    [TestCase("X-TC-Timestamp")]
    [TestCase("Host")]
    [TestCase("Content-Type")]
    [TestCase("X-TC-Action")]
    public async Task Header_AnyBitFlipped_IsRefused(string name)
    {
        var signer = Signer.Default with { SignedHeaders = "content-type;host;x-tc-action" };
        var value = Header(signer, name);
        for (var at = 0; at < value.Length; at++)
        {
            for (var bit = 0; bit < 7; bit++)
            {
                var flipped = value.ToCharArray();
                flipped[at] ^= (char)(1 << bit);
                // A control character or another case of a name is refused by the server, or means the same.
                if (char.IsControl(flipped[at]) || (name is "Host" or "Content-Type" or "X-TC-Action" && char.ToLowerInvariant(flipped[at]) == char.ToLowerInvariant(value[at])))
                    continue;
                var code = (await AskAsync(signer, _body, (name, new string(flipped)))).ErrorCode;
                Assert.That(code, Is.AnyOf([.. SignatureCodes, "UnsupportedProtocol"]), $"bit {bit} of character {at}: {new string(flipped)}");
            }
        }
    }

    [Test]
    public async Task Body_AnyBitFlipped_IsRefused()
    {
        for (var at = 0; at < _body.Length * 8; at++)
        {
            var flipped = _body.ToArray();
            flipped[at / 8] ^= (byte)(1 << (at % 8));
            Assert.That((await AskAsync(Signer.Default, flipped)).ErrorCode, Is.EqualTo("AuthFailure.SignatureFailure"), $"bit {at}");
        }
    }

    [Test]
    public async Task Nothing_Flipped_IsLetThrough()
        => Assert.That((await AskAsync(Signer.Default, _body)).ErrorCode, Is.EqualTo("ResourceNotFound.RefreshActivityNotFound"));

    private string Header(Signer signer, string name)
        => signer.Headers("ResumeInstanceRefresh", _body, _fixture.Clock.GetUtcNow(), "as.tencentcloudapi.com").Single(header => header.Name == name).Value;

    private async Task<Answer> AskAsync(Signer signer, byte[] sent, (string Name, string Value)? changed = null)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in signer.Headers("ResumeInstanceRefresh", _body, _fixture.Clock.GetUtcNow(), "as.tencentcloudapi.com"))
            headers[name] = changed?.Name == name ? changed.Value.Value : value;
        // The limit on calls is another matter.
        _fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return Answer.Parse((await _fixture.Api.AnswerAsync(new("POST", headers, sent), CancellationToken.None)).Body);
    }
}
