using System.Text;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class RequestSignerTests
{
    private static IEnumerable<TestCaseData> Vectors(
        ) => SigningVector.All.Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Name));

    private static IEnumerable<TestCaseData> VectorsWithHash() => SigningVector.All
        .Where(vector => vector.CanonicalHash.Length > 0).Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Name));

    [TestCaseSource(nameof(Vectors))]
    public void Authorize_KnownRequest_GivesThePublishedSignature(SigningVector vector)
    {
        var authorization = new RequestSigner().Authorize(new(vector.SecretId, vector.SecretKey), vector.Service, vector.Time, vector.Headers,
            vector.Bytes);

        Assert.That(authorization, Is.EqualTo(
            $"TC3-HMAC-SHA256 Credential={vector.SecretId}/{vector.Time:yyyy-MM-dd}/{vector.Service}/tc3_request, " +
            $"SignedHeaders={string.Join(';', vector.Headers.Select(header => header.Name))}, Signature={vector.Signature}"));
    }

    [TestCaseSource(nameof(VectorsWithHash))]
    public void CanonicalRequest_KnownRequest_HasThePublishedHash(SigningVector vector)
    {
        var canonical = RequestSigner.CanonicalRequest(vector.Headers, vector.Bytes);
        Assert.That(RequestSigner.Hash(Encoding.UTF8.GetBytes(canonical)), Is.EqualTo(vector.CanonicalHash));
    }

    [TestCase("vector-secret-key-0000000000000001", "2026-01-01", "b8737c8469ddece3301e0a6bb86bbfdaa422173adc791c0820cecd9260a9143f")]
    [TestCase("vector-secret-key-0000000000000002", "2025-12-31", "196872b88577a62fc11c8e05e6261911afc6d1056ad99122f26be878512a4bfa")]
    [TestCase("vector-secret-key-0000000000000003", "2026-07-31", "a360a7e42ff4454a62369c11cccd92dbc1aabe777d0f71c6d862bdf99cff2ee7")]
    public void Derive_KnownSecret_GivesThePublishedKey(string secret, string date, string key)
        => Assert.That(Convert.ToHexStringLower(SigningKeys.Derive(secret, date, "as")), Is.EqualTo(key));
}
