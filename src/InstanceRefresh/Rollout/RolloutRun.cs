namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What the parts of one operation share: the ways to the cloud and to the log, the time, and the state, which is all that changes here.</summary>
internal sealed class RolloutRun(CloudAccess cloud, OperationContext context, OperationLimits limits, FollowTask task)
{
    public CloudAccess Cloud => cloud;

    public OperationContext Context => context;

    public IProgressLog Log => context.Log;

    public OperationLimits Limits => limits;

    public RolloutState State { get; set; } = RolloutState.Of(task, reports: context.WantsReport);

    /// <summary>The monotonic time of this operation. Bounds are on it: an answer may tell any time of day.</summary>
    public TimeSpan Now => limits.Spent;

    public Moment Moment => new(Now, limits.IsOver, limits.IsChosen ? limits.Limit : null);

    public RolloutText Text => new(State, Now);

    public async Task WarnAsync(string line)
    {
        State = State.Warned(line);
        await context.Log.WarnAsync(line);
    }

    public RolloutObservation.Polled Cleaned(RolloutObservation.Polled polled)
        => polled with { Listed = [.. polled.Listed.Select(activity => activity.Cleaned(context.Clean))] };

    /// <summary>Every end carries the whole state.</summary>
    public Ending End(Explanation? why) => new(State.OutputsAt(Now), why, State.Warnings);
}
