using System.Globalization;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Points in time and spans of it, in the forms people read and state files keep.</summary>
public static class Times
{
    /// <summary><c>2026-01-05T08:00:00Z</c>, or null for none.</summary>
    public static string? Write(DateTimeOffset? time)
        => time?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>
    /// <c>45s</c>, <c>3m10s</c>, <c>1h02m</c>, <c>1d 2h</c>, and <c>less than 1s</c> of what is not nothing; never negative, since two clocks may disagree by
    /// a second.
    /// </summary>
    public static string Span(TimeSpan span)
    {
        long seconds = Math.Max(0, (long)span.TotalSeconds);
        return seconds switch
        {
            0 when span > TimeSpan.Zero => "less than 1s",
            < 60 => $"{seconds}s",
            < 3600 => $"{seconds / 60}m{seconds % 60:00}s",
            < 86400 => $"{seconds / 3600}h{seconds / 60 % 60:00}m",
            _ => Days(seconds / 3600),
        };
    }

    /// <summary>For estimates: whole minutes, at least one. <c>4m</c>, <c>1h10m</c>, <c>1d 2h</c>.</summary>
    public static string About(TimeSpan span)
    {
        long minutes = Math.Max(1, (long)Math.Round(span.TotalMinutes, MidpointRounding.AwayFromZero));
        return minutes switch
        {
            < 60 => $"{minutes}m",
            < 1440 => $"{minutes / 60}h{minutes % 60:00}m",
            _ => Days(minutes / 60),
        };
    }

    private static string Days(long hours) => hours % 24 == 0 ? $"{hours / 24}d" : $"{hours / 24}d {hours % 24}h";
}
