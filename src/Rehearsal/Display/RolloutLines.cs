using TencentcloudRefresh.Rehearsal.Display.Live;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Display;

/// <summary>How a rollout ended: its cells, and the same line as while it ran. Pure.</summary>
internal static class RolloutLines
{
    private const string Indent = "     ";

    public static IEnumerable<string> Of(RolloutRecord rollout, int width)
    {
        string bar = RolloutDrawing.Bar(rollout.ToProgress(), width - Indent.Length);
        string said = $"{rollout.ToProgress().Line}{(rollout.Outcome.Length > 0 ? $" ({rollout.Outcome})" : "")}";
        return Indent.Length + bar.Length + 2 + said.Length <= width ? [$"{Indent}{bar}  {said}"] : [Indent + bar, Indent + said];
    }
}
