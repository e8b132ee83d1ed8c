using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Refreshctl.Output;

/// <summary>A group and its rollout as text: what is wrong first, then what to do, then the rest.</summary>
internal static class RolloutText
{
    public static void Write(Screen screen, GroupView group, RolloutView? rollout, string region)
    {
        if (rollout is null)
        {
            screen.Line($"{Title(group)} in {region} has no rollout that the service still lists.", hanging: "  ");
            Group(screen, group);
            return;
        }

        screen.Line($"{Heading(rollout)}, on {Title(group)} in {region}", hanging: "  ");
        screen.Line(rollout.Progress.Line);
        Why(screen, rollout);
        screen.Line();
        Row(screen, "BATCH", "STATUS", "TIME", "INSTANCES");
        foreach (var batch in rollout.Batches)
            Batch(screen, batch, rollout.AsOf);
        foreach (var phase in rollout.Progress.InProgress.GroupBy(instance => instance.Phase))
            screen.Line($"{phase.Key}: {Listed([.. phase.Select(instance => instance.InstanceId)])}", hanging: "  ");
        screen.Line(Times(rollout), hanging: "  ");
        if (rollout.Images is { } images)
            screen.Line($"Images: {Change(images)}.", hanging: "  ");
        if (rollout.RollbackActivityId is { } undone)
            screen.Line($"Undone by rollback {undone}.");
        Group(screen, group);
    }

    /// <summary>What it came to, after its progress was shown.</summary>
    public static void WriteEnd(Screen screen, RolloutView rollout)
    {
        screen.Line($"{rollout.RefreshActivityId} {rollout.Outcome}: {rollout.Progress.Line}", hanging: "  ");
        Why(screen, rollout);
    }

    /// <summary><c>asr-… FAILED_PAUSE (Failed)</c>.</summary>
    public static string Heading(RolloutView rollout)
        => $"{(rollout.OriginRefreshActivityId is { Length: > 0 } origin ? $"Rollback {rollout.RefreshActivityId} of {origin}" : rollout.RefreshActivityId)} "
            + $"{rollout.Status} ({rollout.Outcome})";

    /// <summary><c>img-a (2) → img-b (4)</c>; <c>img-a (6), as before</c>.</summary>
    public static string Change(ImageChange images) => images.From is { Count: 1 } && images.To is { Count: 1 } && images.From.Keys.Single() == images.To.Keys.Single()
        ? $"{images.From.Keys.Single()} ({images.From.Values.Single() + images.To.Values.Single()}), as before"
        : $"{Images(images.From)} → {Images(images.To)}";

    private static string Images(ImmutableSortedDictionary<string, int> images)
        => images.Count == 0 ? "?" : string.Join(", ", images.OrderByDescending(image => image.Value).Select(image => $"{image.Key} ({image.Value})"));

    /// <summary>Why it stands where it does, and what to do; nothing while there is nothing to be done.</summary>
    public static void Why(Screen screen, RolloutView rollout)
    {
        foreach (var (indent, text) in Advice(rollout))
            screen.Line(text, indent, hanging: "  ");
    }

    /// <summary>The same as lines to be wrapped, each with what stands before it.</summary>
    public static IEnumerable<(string Indent, string Text)> Advice(RolloutView rollout) => rollout.Reasons.IsEmpty && rollout.NextSteps.IsEmpty ? [] :
    [
        ("", ""),
        .. rollout.Reasons.Select(reason => ("", reason)),
        .. rollout.NextSteps.IsEmpty ? (IEnumerable<(string, string)>)[] : [("", "Next steps:")],
        .. rollout.NextSteps.Select(step => ("- ", step)),
    ];

    private static void Batch(Screen screen, BatchOutput batch, DateTimeOffset asOf)
    {
        string counts = string.Join(", ", batch.InstanceCounts.Select(count => $"{count.Value} {count.Key}"));
        string time = batch.StartTime is { } from ? InstanceRefresh.Times.Span((batch.EndTime ?? asOf) - from) : "";
        Row(screen, batch.Number.ToString(CultureInfo.InvariantCulture), batch.Status, time, counts);
    }

    private static void Row(Screen screen, string number, string status, string time, string instances)
    {
        string columns = $"{number,5}  {status,-20}  {time,7}  ";
        screen.Line(instances, columns, new string(' ', columns.Length));
    }

    private static string Times(RolloutView rollout)
    {
        string began = InstanceRefresh.Times.Write(rollout.CreatedTime) is { } created ? $"Accepted {created}" : "When it was accepted is not known";
        string ended = InstanceRefresh.Times.Write(rollout.EndTime) is { } end ? $", ended {end}" : "";
        return $"{began}{ended}. The group {(rollout.Alive ? "has not scaled" : "did not scale")} for {Span(rollout.FrozenSeconds)}"
            + (rollout.PausedSeconds > 0 ? $", {Span(rollout.PausedSeconds)} of it between batches." : ".");
    }

    private static void Group(Screen screen, GroupView group)
    {
        string runs = group.Images.Count > 0 ? $", running {Images(group.Images)}" : "";
        string gives = group.ConfiguredImage is { } image ? $" gives {image}" : "";
        string version = group.LaunchConfigurationVersion is { } number ? $" version {number}" : " (not found)";
        screen.Line(
            $"Group: {group.InService} of {group.DesiredCapacity} instances in service{runs}; launch configuration {group.LaunchConfigurationId}{version}{gives}"
            + $"{(group.Enabled ? "" : "; scaling is off")}.", hanging: "  ");
        foreach (string note in group.Notes)
            screen.Line($"note: {note}", hanging: "  ");
    }

    public static string Title(GroupView group) => group.Name is { } name ? $"{group.AutoScalingGroupId} \"{name}\"" : group.AutoScalingGroupId;

    public static string Span(int seconds) => InstanceRefresh.Times.Span(TimeSpan.FromSeconds(seconds));

    private static string Listed(IReadOnlyCollection<string> ids)
        => ids.Count <= 10 ? string.Join(", ", ids) : $"{string.Join(", ", ids.Take(10))} and {ids.Count - 10} more";
}
