namespace TencentcloudRefresh.AutoScaling;

/// <summary>Somebody who waits for the next poll of an activity.</summary>
internal sealed class PollWait(string activityId)
{
    private readonly TaskCompletionSource<ActivityObservation> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string ActivityId => activityId;

    /// <summary>When it is due, on the poller's own time.</summary>
    public required TimeSpan Due { get; set; }

    /// <summary>From when on it takes part in a poll that goes out for others.</summary>
    public required TimeSpan EligibleAt { get; set; }

    public int Failures { get; set; }

    public bool IsOver => _seen.Task.IsCompleted;

    public Task<ActivityObservation> Seen => _seen.Task;

    public void Answer(ActivityObservation observation) => _seen.TrySetResult(observation);

    public void Fail(Exception failure) => _seen.TrySetException(failure);

    public void Cancel(CancellationToken cancellationToken) => _seen.TrySetCanceled(cancellationToken);
}
