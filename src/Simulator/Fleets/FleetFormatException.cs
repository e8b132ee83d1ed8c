namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>A seed, a state or a fault that cannot be read. Every error is listed, each with its place.</summary>
public sealed class FleetFormatException(IReadOnlyList<string> errors)
    : FormatException(errors.Count == 1 ? errors[0] : $"{errors.Count} errors:\n  {string.Join("\n  ", errors)}")
{
    /// <summary>One sentence for each error, beginning with its JSON path where it has one.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
