namespace TencentcloudRefresh.EngineScenarios.Scenarios;

/// <summary>Every scenario, in the order in which they are run.</summary>
internal static class AllScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
        [.. Rollouts.All, .. Failures.All, .. Replacements.All, .. DesiredStates.All, .. Interruptions.All];
}
