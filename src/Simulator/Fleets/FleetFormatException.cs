namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>A seed, a state or a fault that cannot be read. Every error is listed, each with its place.</summary>
public sealed class FleetFormatException(IReadOnlyList<string> mistakes)
    : FormatException(mistakes.Count == 1 ? mistakes[0] : $"{mistakes.Count} errors:\n  {string.Join("\n  ", mistakes)}")
{
    /// <summary>One sentence for each error, beginning with its JSON path where it has one.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
