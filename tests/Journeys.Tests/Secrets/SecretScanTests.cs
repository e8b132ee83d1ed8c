using System.Text;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests.Secrets;

/// <summary>The search itself: it finds what it should, in whatever form.</summary>
public sealed class SecretScanTests
{
    private const string Secret = "pa ss/w\"ord+1234";

    [TestCaseSource(nameof(Forms))]
    public void Leaks_OfASecretInAnyForm_NameThePlace(string text)
    {
        SecretScan scan = new(Secret);
        scan.Saw("log", text);
        Assert.That(scan.Leaks(), Is.EqualTo(new[] { $"log: {text}" }));
    }

    [Test]
    public void Leaks_OfOtherTexts_AreNone()
    {
        SecretScan scan = new(Secret);
        scan.Saw("log", "pa ss/w and ord+1234, and " + Convert.ToBase64String(Encoding.UTF8.GetBytes("something else that is long enough")));
        Assert.That(scan.Leaks(), Is.Empty);
    }

    [Test]
    public void AssertClean_OfNothing_Fails() => Assert.That(new SecretScan(Secret).AssertClean, Throws.InstanceOf<AssertionException>());

    private static IEnumerable<string> Forms()
    {
        yield return $"key={Secret}";
        yield return $"?token={Uri.EscapeDataString(Secret)}&x=1";
        yield return System.Text.Json.JsonSerializer.Serialize(new { key = Secret });
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(Secret));
        for (int before = 0; before < 3; before++)
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + Secret + "and more"));
    }
}
