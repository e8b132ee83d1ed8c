namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>Makes a scenario that breaks a rule smaller: an action is left out as long as the same rule is still broken.</summary>
internal static class Shrinker
{
    private const int MostAttempts = 80;

    public static async Task<(Scenario Scenario, ChaosResult Result)> ShrinkAsync(Scenario scenario, ChaosResult result, Func<Scenario, Task<ChaosResult>> play)
    {
        int attempts = 0;
        for (int index = scenario.Actions.Length - 1; index >= 0 && attempts < MostAttempts; index--, attempts++)
        {
            var smaller = scenario.Without(index);
            var again = await play(smaller);
            if (again.Broken?.Rule != result.Broken!.Rule)
                continue;
            // What was needed before may not be needed any more.
            (scenario, result, index) = (smaller, again, smaller.Actions.Length);
        }

        return (scenario, result);
    }
}
