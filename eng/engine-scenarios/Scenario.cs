namespace TencentcloudRefresh.EngineScenarios;

/// <summary>One story: what is done with <c>pulumi</c>, and what has to come of it.</summary>
/// <param name="Name">By which it is chosen.</param>
/// <param name="Tells">What it shows, in a sentence.</param>
internal sealed record Scenario(string Name, string Tells, Func<Sandbox, Task> ExecuteAsync)
{
    /// <summary>How many scaling groups there are.</summary>
    public int Groups { get; init; } = 1;
}

/// <summary>What was expected did not come.</summary>
internal sealed class ScenarioFailedException(string message) : Exception(message);

/// <summary>Something that every scenario needs is not here.</summary>
internal sealed class NotRunException(string message) : Exception(message);
