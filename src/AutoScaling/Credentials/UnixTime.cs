namespace TencentcloudRefresh.AutoScaling;

/// <summary>Times as the vendor's key files and the token service tell them: seconds since 1970.</summary>
internal static class UnixTime
{
    private static readonly decimal Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>None for 0, below, and what no calendar holds.</summary>
    public static DateTimeOffset? Of(decimal seconds) => seconds > 0 && seconds <= Last ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
}
