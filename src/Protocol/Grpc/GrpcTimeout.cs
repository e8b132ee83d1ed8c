using System.Globalization;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>The header <c>grpc-timeout</c>: at most eight digits and a unit (H, M, S, m, u, n).</summary>
internal static class GrpcTimeout
{
    private const long MaxDigits = 99_999_999;

    private static readonly (char Unit, long Nanoseconds)[] Units =
    [
        ('n', 1), ('u', 1_000), ('m', 1_000_000), ('S', 1_000_000_000), ('M', 60_000_000_000), ('H', 3_600_000_000_000),
    ];

    /// <summary>In the finest unit that fits, rounded up so that the server never gives up before the client.</summary>
    public static string Format(TimeSpan timeout)
    {
        Int128 nanoseconds = Int128.Max(1, (Int128)timeout.Ticks * TimeSpan.NanosecondsPerTick);
        foreach ((char unit, long size) in Units)
        {
            Int128 count = (nanoseconds + size - 1) / size;
            if (count <= MaxDigits)
                return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{MaxDigits}H");
    }

    public static bool TryParse(ReadOnlySpan<char> header, out TimeSpan timeout)
    {
        timeout = default;
        if (header.Length is < 2 or > 9 || !long.TryParse(header[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            return false;
        foreach ((char unit, long size) in Units)
        {
            if (unit != header[^1])
                continue;
            Int128 ticks = (Int128)count * size / TimeSpan.NanosecondsPerTick;
            timeout = ticks > TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : new TimeSpan((long)ticks);
            return true;
        }
        return false;
    }
}
