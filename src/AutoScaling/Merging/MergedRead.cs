namespace TencentcloudRefresh.AutoScaling;

/// <summary>One describe action for all who ask at about the same time.</summary>
/// <remarks>
/// The first who asks is answered by a call of its own, at once. What is asked for while that call is under way, or waits for its permit, goes along with
/// the next one. So a lone read costs no time, and a thousand of them become as few calls as the rate limit and the service's answers leave time for.
/// What is asked for one by one is gathered, too: after a few calls that were not full the next such call waits for its turn.
/// An answer is for those who asked before the call went out, so it is never older than the question.
/// </remarks>
/// <param name="most">What one call takes, in units of <paramref name="weigh"/>. What weighs more goes alone.</param>
/// <param name="weigh">What one question takes of it.</param>
/// <param name="read">Reads for all given questions; the answers are in their order.</param>
/// <param name="pace">Of the calls that are not full.</param>
/// <param name="clock">What a slow call is measured by.</param>
internal sealed class MergedRead<TQuestion, TAnswer>(
    int most,
    Func<TQuestion, int> weigh,
    Func<IReadOnlyList<TQuestion>, CancellationToken, Task<IReadOnlyList<TAnswer>>> read,
    PartialCallPace pace,
    TimeProvider clock)
{
    /// <summary>What takes longer holds nobody else back: a connection that hangs is the affair of those who asked on it.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>Full calls may be under way beside each other; one that is not full waits for company.</summary>
    private const int MostCalls = 4;

    private readonly Lock _gate = new();
    private readonly Queue<Waiter> _waiting = new();
    private int _weight;
    private int _calls;
    private bool _waitsForTurn;

    /// <summary>Asks.</summary>
    /// <exception cref="CloudException">It could not be read, nor could it alone where the fault may be another question's.</exception>
    public async Task<TAnswer> AskAsync(TQuestion question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(question, weigh(question));
        lock (_gate)
        {
            _waiting.Enqueue(waiter);
            _weight += waiter.Weight;
            SendUnderGate();
        }

        using var leaving = cancellationToken.UnsafeRegister(_ => waiter.Leave(cancellationToken), state: null);
        return await waiter.Answer.ConfigureAwait(false);
    }

    private void SendUnderGate()
    {
        while (_waiting.Count > 0 && MaySendUnderGate())
        {
            var batch = TakeUnderGate();
            _calls++;
            _ = Task.Run(() => SendAsync(batch), CancellationToken.None);
        }
    }

    private bool MaySendUnderGate()
    {
        if (_calls > 0 && (_weight < most || _calls >= MostCalls))
            return false;
        if (_weight >= most)
            return true;
        if (_waitsForTurn)
            return false;
        var wait = pace.TakeTurn();
        if (wait == TimeSpan.Zero)
            return true;
        _waitsForTurn = true;
        _ = SendAfterAsync(wait);
        return false;
    }

    private async Task SendAfterAsync(TimeSpan wait)
    {
        await pace.DelayAsync(wait).ConfigureAwait(false);
        lock (_gate)
        {
            _waitsForTurn = false;
            SendUnderGate();
        }
    }

    private List<Waiter> TakeUnderGate()
    {
        var batch = new List<Waiter>();
        int taken = 0;
        while (_waiting.TryPeek(out var next) && (batch.Count == 0 || taken + next.Weight <= most))
        {
            _waiting.Dequeue();
            _weight -= next.Weight;
            if (next.IsOver)
                continue;
            batch.Add(next);
            taken += next.Weight;
        }

        return batch;
    }

    private async Task SendAsync(IReadOnlyList<Waiter> batch)
    {
        using var answered = new CancellationTokenSource();
        var slow = Task.Delay(Slow, clock, answered.Token);
        await Task.WhenAny(AnswerAsync(batch), slow).ConfigureAwait(false);
        await answered.CancelAsync().ConfigureAwait(false);
        lock (_gate)
        {
            _calls--;
            SendUnderGate();
        }
    }

    private async Task AnswerAsync(IReadOnlyList<Waiter> batch)
    {
        if (batch.Count == 0)
            return;
        try
        {
            var answers = await read([.. batch.Select(waiter => waiter.Question)], UntilAllHaveLeft(batch)).ConfigureAwait(false);
            for (int index = 0; index < batch.Count; index++)
                batch[index].Take(answers[index]);
        }
        catch (CloudException failure) when (batch.Count > 1 && MayBeOneOfMany(failure))
        {
            // One id that the service does not accept, or does not show, must not fail the others: halve until it stands alone.
            int half = batch.Count / 2;
            await AnswerAsync([.. batch.Take(half)]).ConfigureAwait(false);
            await AnswerAsync([.. batch.Skip(half)]).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            foreach (var waiter in batch)
                waiter.Fail(failure);
        }
    }

    /// <summary>A call goes on while one of those who asked still waits for it.</summary>
    private static CancellationToken UntilAllHaveLeft(IReadOnlyList<Waiter> batch)
    {
        var abandoned = new CancellationTokenSource(); // without a timer, so there is nothing to dispose of
        _ = Task.WhenAll(batch.Select(waiter => waiter.Answer)).ContinueWith(
            _ => abandoned.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return abandoned.Token;
    }

    private static bool MayBeOneOfMany(CloudException failure)
        => PollFailures.MayBeOneOfMany(failure) || (failure is CloudServiceException refused && ErrorCode.IsPermission(refused.Code));

    /// <summary>Somebody who has asked.</summary>
    private sealed class Waiter(TQuestion question, int weight)
    {
        private readonly TaskCompletionSource<TAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TQuestion Question => question;

        public int Weight => weight;

        public Task<TAnswer> Answer => _answer.Task;

        public bool IsOver => _answer.Task.IsCompleted;

        public void Take(TAnswer answer) => _answer.TrySetResult(answer);

        public void Fail(Exception failure) => _answer.TrySetException(failure);

        public void Leave(CancellationToken cancellationToken) => _answer.TrySetCanceled(cancellationToken);
    }
}
