using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests;

/// <summary>Activities in a line: a batch is written as the states of its instances, <c>"SSF"</c> for two refreshed and one failed.</summary>
internal static partial class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <param name="batches">S successful, F failed, R running, I about to run, W waiting, C cancelled, N not found. A batch's state follows from those.</param>
    public static RefreshActivity Activity(string status, params string[] batches) => new()
    {
        AutoScalingGroupId = "asg-9dn1a5y6",
        RefreshActivityId = "asr-4k7m2p9q",
        ActivityType = ActivityType.Normal,
        RefreshMode = RefreshMode.Reset,
        Status = status,
        RefreshSettings = new RefreshSettings { RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = batches.Length, BatchPause = BatchPause.Automatic } },
        RefreshBatchSet = [.. batches.Select((states, index) => Batch(index + 1, states))],
        CurrentRefreshBatchNum = Array.FindLastIndex(batches, states => !states.All(state => state is 'W' or 'C')) + 1,
        CreatedTime = Start,
        StartTime = Start,
        EndTime = ActivityStatus.IsTerminal(status) ? Start + TimeSpan.FromMinutes(10) : null,
    };

    public static RefreshActivity Rollback(string status, params string[] batches)
        => Activity(status, batches) with { RefreshActivityId = "asr-8c1d5e2f", ActivityType = ActivityType.Rollback, OriginRefreshActivityId = "asr-4k7m2p9q" };

    public static RefreshOutputs Outputs(RefreshActivity activity)
        => OutputsBuilder.Build(new RefreshOutputs { RefreshActivityId = activity.RefreshActivityId }, activity, rollback: null, Start + TimeSpan.FromMinutes(3));

    private static RefreshBatch Batch(int number, string states) => new()
    {
        RefreshBatchNum = number,
        RefreshBatchStatus = StatusOf(states),
        StartTime = states.All(state => state is 'W' or 'C') ? null : Start + TimeSpan.FromMinutes(2 * (number - 1)),
        EndTime = states.Any(state => state is 'W' or 'C' or 'R' or 'I') ? null : Start + TimeSpan.FromMinutes((2 * number) - 0.5),
        RefreshBatchRelatedInstanceSet = [.. states.Select((state, index) => Instance(number, index, state))],
    };

    private static string StatusOf(string states)
        => states.All(state => state == 'W') ? BatchStatus.Waiting
        : states.All(state => state == 'C') ? BatchStatus.Cancelled
        : states.Any(state => state is 'R' or 'I') ? BatchStatus.Running
        : states.All(state => state == 'F') ? BatchStatus.Failed
        : states.Contains('F', StringComparison.Ordinal) ? BatchStatus.PartiallySuccessful
        : BatchStatus.Successful;

    private static RefreshBatchInstance Instance(int batch, int index, char state) => new()
    {
        InstanceId = $"ins-{batch:00}{index:00}",
        InstanceStatus = state switch
        {
            'S' => InstanceStatus.Successful,
            'F' => InstanceStatus.Failed,
            'R' => InstanceStatus.Running,
            'I' => InstanceStatus.Init,
            'C' => InstanceStatus.Cancelled,
            'N' => InstanceStatus.NotFound,
            _ => InstanceStatus.Waiting,
        },
        LastActivityId = state is 'W' or 'C' ? "" : $"asa-{batch:0000}",
        InstanceStatusMessage = state switch { 'S' => "success", 'F' => "The instance did not become healthy in time.", _ => "" },
    };
}
