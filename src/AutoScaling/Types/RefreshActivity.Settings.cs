namespace TencentcloudRefresh.AutoScaling;

public sealed partial record RefreshActivity
{
    private const int DefaultHealthTimeout = 1800;

    /// <summary>Whether it is what a request asks for.</summary>
    /// <param name="mode">One of <see cref="AutoScaling.RefreshMode"/>; <see langword="null"/> for the service's default.</param>
    /// <param name="asked">The settings as they are sent.</param>
    public bool MatchesSettings(string? mode, RefreshSettings asked) => DifferencesFrom(mode, asked).Count == 0;

    /// <summary>The settings in which it differs from what a request asks for. The service fills in its defaults and may leave newer members out of its
    /// echo: what it does not say cannot differ, and what a request leaves out stands for the default.</summary>
    /// <param name="mode">One of <see cref="AutoScaling.RefreshMode"/>; <see langword="null"/> for the service's default.</param>
    /// <param name="asked">The settings as they are sent. A number of batches of 0 is not compared.</param>
    /// <returns>The API's names of the settings, in the order of its pages.</returns>
    public IReadOnlyList<string> DifferencesFrom(string? mode, RefreshSettings asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var echo = RefreshSettings?.RollingUpdateSettings;
        var rolling = asked.RollingUpdateSettings;
        bool checksHealth = asked.CheckInstanceTargetHealth ?? false;
        (string Name, bool Differs)[] settings =
        [
            (nameof(RefreshMode), Differs(RefreshMode, mode ?? AutoScaling.RefreshMode.Reset)),
            (nameof(rolling.BatchNumber), rolling?.BatchNumber > 0 && Differs(BatchesAsked, rolling.BatchNumber)),
            (nameof(rolling.BatchPause), Differs(echo?.BatchPause, rolling?.BatchPause ?? BatchPause.Automatic)),
            (nameof(rolling.MaxSurge), Differs(echo?.MaxSurge, rolling?.MaxSurge ?? 0)),
            (nameof(rolling.FailProcess), Differs(echo?.FailProcess, rolling?.FailProcess ?? FailProcess.AutoPause)),
            (nameof(asked.CheckInstanceTargetHealth), Differs(RefreshSettings?.CheckInstanceTargetHealth, checksHealth)),
            (nameof(asked.CheckInstanceTargetHealthTimeout), checksHealth
                && Differs(RefreshSettings?.CheckInstanceTargetHealthTimeout, asked.CheckInstanceTargetHealthTimeout ?? DefaultHealthTimeout)),
        ];
        return [.. settings.Where(setting => setting.Differs).Select(setting => setting.Name)];
    }

    private int? BatchesAsked
        => RefreshSettings?.RollingUpdateSettings is { BatchNumber: > 0 and var asked } ? asked
            : RefreshBatchSet.Count > 0 ? RefreshBatchSet.Count
            : null;

    /// <summary>The page of the API itself writes a default in another case than the enumeration.</summary>
    private static bool Differs(string? echo, string asked)
        => !string.IsNullOrEmpty(echo) && !string.Equals(echo, asked, StringComparison.OrdinalIgnoreCase);

    private static bool Differs<T>(T? echo, T asked)
        where T : struct => echo is { } echoed && !echoed.Equals(asked);
}
