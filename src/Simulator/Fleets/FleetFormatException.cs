namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>A seed, a state or a fault that cannot be read. Every mistake is listed, each with its place.</summary>
public sealed class FleetFormatException(IReadOnlyList<string> mistakes)
    : FormatException(mistakes.Count == 1 ? mistakes[0] : $"{mistakes.Count} mistakes:\n  {string.Join("\n  ", mistakes)}")
{
    /// <summary>One sentence for each mistake, beginning with its JSON path where it has one.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
