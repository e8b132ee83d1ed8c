using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class SigningKeysTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void KeyFor_SameDay_DerivesOnce()
    {
        var keys = new SigningKeys();
        foreach (var minute in Enumerable.Range(0, 24 * 60))
            keys.KeyFor("secret", RequestSigner.DateOf(Midnight.AddMinutes(minute)), "as");
        Assert.That(keys.Derivations, Is.EqualTo(1));
    }

    [TestCase(-1, 0, TestName = "KeyFor_ClockPassesMidnight_UsesTheNewDay")]
    [TestCase(0, -1, TestName = "KeyFor_CorrectedClockGoesBackOverMidnight_UsesTheOldDay")]
    public void KeyFor_OverMidnight_IsTheKeyOfItsOwnDay(int firstSeconds, int secondSeconds)
    {
        var keys = new SigningKeys();
        foreach (var time in new[] { Midnight.AddSeconds(firstSeconds), Midnight.AddSeconds(secondSeconds), Midnight.AddSeconds(firstSeconds) })
        {
            var date = RequestSigner.DateOf(time);
            Assert.That(keys.KeyFor("secret", date, "as"), Is.EqualTo(SigningKeys.Derive("secret", date, "as")), date);
        }

        Assert.That(keys.Derivations, Is.EqualTo(2), "the first day's key is still there when the clock comes back to it");
    }

    [Test]
    public void KeyFor_RenewedCredentials_NeverMixesSecrets()
    {
        var keys = new SigningKeys();
        foreach (var renewal in Enumerable.Range(0, 30))
            Assert.That(keys.KeyFor($"secret{renewal}", "2026-01-01", "as"), Is.EqualTo(SigningKeys.Derive($"secret{renewal}", "2026-01-01", "as")));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Authorize_AnyRequest_AgreesWithAPlainReadingOfTheScheme(string secret, uint seconds, byte[] body, byte hostLength, bool withAction)
    {
        var credentials = new Credentials("AKIDany", secret ?? "");
        var host = new string('h', (hostLength % 40) + 1) + ".Example:8080";
        List<(string, string)> headers = [("content-type", "application/json"), ("host", host)];
        if (withAction)
            headers.Add(("x-tc-action", "  StartInstanceRefresh "));
        var signer = new RequestSigner();
        var signed = signer.Authorize(credentials, "as", DateTimeOffset.FromUnixTimeSeconds(seconds), headers, body ?? []);
        return signed == PlainReading(credentials, seconds, headers, body ?? [])
            && signed == signer.Authorize(credentials, "as", DateTimeOffset.FromUnixTimeSeconds(seconds), headers, body ?? []);
    }

    /// <summary>The scheme word by word, without a cache and without a shared helper: the second witness.</summary>
    private static string PlainReading(Credentials credentials, long seconds, List<(string Name, string Value)> headers, byte[] body)
    {
        static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
        static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
        static byte[] Hmac(byte[] key, string text) => new HMACSHA256(key).ComputeHash(Utf8(text));
        var date = DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture);
        var names = string.Join(";", headers.Select(header => header.Name));
        var canonical = string.Join("\n",
            ["POST", "/", "", .. headers.Select(header => header.Name + ":" + header.Value.Trim().ToLowerInvariant()), "", names,
                Hex(SHA256.HashData(body))]);
        var toSign = string.Join("\n", ["TC3-HMAC-SHA256", $"{seconds}", $"{date}/as/tc3_request", Hex(SHA256.HashData(Utf8(canonical)))]);
        var key = Hmac(Hmac(Hmac(Utf8("TC3" + credentials.SecretKey), date), "as"), "tc3_request");
        return $"TC3-HMAC-SHA256 Credential={credentials.SecretId}/{date}/as/tc3_request, SignedHeaders={names}, Signature={Hex(Hmac(key, toSign))}";
    }
}
