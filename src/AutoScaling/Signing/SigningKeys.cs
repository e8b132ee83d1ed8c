using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// Derived keys, kept for as long as their day is in use: a key depends on secret, UTC date and service alone. Two days can be in use at once, since
/// calls overlap midnight and a corrected clock can go back over it; hence the date is part of the name, never "today".
/// </summary>
internal sealed class SigningKeys
{
    private const int Kept = 8; // two days × two services × old and renewed credentials

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Secret, string Date, string Service), byte[]> _keys = [];

    public int Derivations { get; private set; }

    public byte[] KeyFor(string secretKey, string date, string service)
    {
        lock (_gate)
        {
            if (_keys.TryGetValue((secretKey, date, service), out var key))
                return key;
            if (_keys.Count >= Kept)
                _keys.Clear(); // a derivation costs three hashes: forgetting all is cheaper than keeping order
            Derivations++;
            return _keys[(secretKey, date, service)] = Derive(secretKey, date, service);
        }
    }

    internal static byte[] Derive(string secretKey, string date, string service)
    {
        var ofDate = HMACSHA256.HashData(Encoding.UTF8.GetBytes("TC3" + secretKey), Encoding.UTF8.GetBytes(date));
        var ofService = HMACSHA256.HashData(ofDate, Encoding.UTF8.GetBytes(service));
        return HMACSHA256.HashData(ofService, "tc3_request"u8);
    }
}
