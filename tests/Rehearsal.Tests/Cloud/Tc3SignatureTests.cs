using System.Text;
using TencentcloudRefresh.Rehearsal.Cloud;

namespace TencentcloudRefresh.Rehearsal.Tests.Cloud;

internal sealed class Tc3SignatureTests
{
    // Made with the signing routine of another SDK and confirmed by two more implementations.
    private const string StartBody = """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":3,"BatchPause":"BATCH_INTERVAL_PAUSE","MaxSurge":1,"FailProcess":"AUTO_PAUSE"},"CheckInstanceTargetHealth":true,"CheckInstanceTargetHealthTimeout":600},"RefreshMode":"ROLLING_UPDATE_RESET"}""";

    [TestCase("AKIDtestvector0000000000000000000001", "vector-secret-key-0000000000000001", "as.tencentcloudapi.com", StartBody, 1767225600,
        "2026-01-01", "38afb1e2b3531a5354469a19e4bd707e9cf442645f9a6dceae7bc2d5b9e7a124")]
    [TestCase("AKIDtestvector0000000000000000000004", "vector-secret-key-0000000000000004", "127.0.0.1:8080", "{}", 1767225600, "2026-01-01",
        "91cf80055ad8e4cae9ba01f087d9f03f213fce5440e6022b5970ad3c7043b720")]
    public void Authorization_Vector_IsTheSame(string id, string key, string host, string body, long time, string date, string signature)
        => Assert.That(
            Tc3Signature.Authorization(new(id, key), host, "application/json", Encoding.UTF8.GetBytes(body),
                DateTimeOffset.FromUnixTimeSeconds(time)),
            Is.EqualTo($"TC3-HMAC-SHA256 Credential={id}/{date}/as/tc3_request, SignedHeaders=content-type;host, Signature={signature}"));

    [Test]
    public void Credentials_AsText_HideTheKey()
        => Assert.That(new CloudCredentials("AKID1", "hidden").ToString(), Does.Not.Contain("hidden"));
}
