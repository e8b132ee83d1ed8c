namespace TencentcloudRefresh.AutoScaling;

/// <summary>Whether an activity is what a request asked for. The service fills in defaults and may leave newer members out of its echo: what it does
/// not say cannot differ.</summary>
internal static class SettingsMatch
{
    public static bool IsEcho(RefreshActivity activity, string? mode, RefreshSettings asked)
    {
        var echo = activity.RefreshSettings;
        var rolling = echo?.RollingUpdateSettings;
        var askedRolling = asked.RollingUpdateSettings;
        return Same(activity.RefreshMode, mode ?? RefreshMode.Reset)
            && (rolling?.BatchNumber is null or 0 || rolling.BatchNumber == askedRolling?.BatchNumber)
            && Same(rolling?.BatchPause, askedRolling?.BatchPause ?? BatchPause.Automatic)
            && Same(rolling?.FailProcess, askedRolling?.FailProcess ?? FailProcess.AutoPause)
            && Same(rolling?.MaxSurge, askedRolling?.MaxSurge ?? 0)
            && Same(echo?.CheckInstanceTargetHealth, asked.CheckInstanceTargetHealth ?? false)
            && (asked.CheckInstanceTargetHealth is not true
                || Same(echo?.CheckInstanceTargetHealthTimeout, asked.CheckInstanceTargetHealthTimeout ?? DefaultHealthTimeout));
    }

    private const int DefaultHealthTimeout = 1800;

    /// <summary>The page of the API itself writes a default in another case than the enumeration.</summary>
    private static bool Same(string? echo, string asked)
        => string.IsNullOrEmpty(echo) || string.Equals(echo, asked, StringComparison.OrdinalIgnoreCase);

    private static bool Same<T>(T? echo, T asked)
        where T : struct => echo is null || echo.Value.Equals(asked);
}
