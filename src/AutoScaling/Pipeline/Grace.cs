namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// Turns the caller's cancellation into the attempt's: at once, or, when a write has left and its answer matters, some seconds later. Whoever presses
/// Ctrl-C wants to stop waiting for the rollout, not to lose the id of what the service has just made.
/// </summary>
internal sealed class Grace(AutoScalingClientOptions options, CancellationTokenSource attempt, Func<bool> answerMatters) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _over;

    public void Begin()
    {
        lock (_gate)
        {
            if (_over)
                return;
            if (answerMatters() && options.AnswerGrace > TimeSpan.Zero)
            {
                _timer = options.NetworkClock.CreateTimer(static grace => ((Grace)grace!).End(), this, options.AnswerGrace, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        End();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            _timer?.Dispose();
        }
    }

    private void End()
    {
        lock (_gate)
        {
            if (_over)
                return;
            _over = true;
            attempt.Cancel(); // under the gate, since Dispose must not overtake it: the source goes right after this object
        }
    }
}
