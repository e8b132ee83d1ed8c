using System.Globalization;
using System.Text;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>How <c>grpc-message</c> travels: UTF-8, with everything but printable ASCII, and the percent sign itself, as <c>%XX</c>.</summary>
internal static class PercentEncoding
{
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is >= (byte)' ' and <= (byte)'~' and not (byte)'%')
                encoded.Append((char)octet);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }
        return encoded.ToString();
    }

    /// <summary>Never fails: what is not well encoded is kept as it is, since an odd message is better than none.</summary>
    public static string Decode(string encoded)
    {
        if (!encoded.Contains('%', StringComparison.Ordinal))
            return encoded;
        byte[] octets = Encoding.UTF8.GetBytes(encoded);
        int length = 0;
        for (int at = 0; at < octets.Length; at++)
        {
            if (octets[at] == '%' && TryHex(octets.AsSpan(at + 1), out byte octet))
            {
                octets[length++] = octet;
                at += 2;
            }
            else
            {
                octets[length++] = octets[at];
            }
        }
        return Encoding.UTF8.GetString(octets, 0, length);
    }

    private static bool TryHex(ReadOnlySpan<byte> rest, out byte octet)
    {
        octet = 0;
        return rest.Length >= 2 && byte.TryParse(rest[..2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet);
    }
}
