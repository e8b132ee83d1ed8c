using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class MergedReadTests
{
    private const int Most = 10;

    private readonly List<IReadOnlyList<string>> _calls = [];
    private readonly Queue<TaskCompletionSource> _held = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private Func<IReadOnlyList<string>, Exception?> _refuse = _ => null;
    private MergedRead<string, string> _read = null!;
    private VirtualClock _clock = null!;

    [SetUp]
    public void Begin()
    {
        _calls.Clear();
        _held.Clear();
        _refuse = _ => null;
        _read = new(Most, static question => question.Length, ReadAsync, new(TimeSpan.Zero, _clock = new VirtualClock()), _clock);
    }

    /// <summary>A call ends when the test lets it.</summary>
    private async Task<IReadOnlyList<string>> ReadAsync(IReadOnlyList<string> questions, CancellationToken token)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_calls)
        {
            _calls.Add(questions);
            _held.Enqueue(held);
        }

        _arrived.Release();
        await held.Task.WaitAsync(token);
        return _refuse(questions) is { } refused ? throw refused : [.. questions.Select(question => question + "!")];
    }

    private Task<string> AskAsync(string question, CancellationToken token) => _read.AskAsync(question, token);

    private async Task AnswerAsync(int calls = 1)
    {
        for (; calls > 0; calls--)
        {
            await _arrived.WaitAsync(CancellationToken.None).Soon();
            TaskCompletionSource held;
            lock (_calls)
                held = _held.Dequeue();
            held.SetResult();
        }
    }

    private IReadOnlyList<string> Sent => [.. _calls.Select(questions => string.Join(' ', questions))];

    [Test]
    public async Task Ask_Alone_IsSentAtOnce()
    {
        var answer = AskAsync("a", CancellationToken.None);
        await AnswerAsync();
        Assert.That(await answer.Soon(), Is.EqualTo("a!"));
    }

    [Test]
    public async Task Ask_WhileACallIsUnderWay_GoesAlongWithTheNext()
    {
        var first = AskAsync("a", CancellationToken.None);
        var others = new[] { AskAsync("b", CancellationToken.None), AskAsync("c", CancellationToken.None), AskAsync("d", CancellationToken.None) };
        await AnswerAsync(calls: 2);

        Assert.That(await Task.WhenAll(others).Soon(), Is.EqualTo(new[] { "b!", "c!", "d!" }));
        Assert.That(await first.Soon(), Is.EqualTo("a!"));
        Assert.That(Sent, Is.EqualTo(new[] { "a", "b c d" }));
    }

    [Test]
    public async Task Ask_MoreThanOneCallTakes_FullCallsGoBesideTheFirst()
    {
        var answers = Enumerable.Range(0, 1 + (2 * Most) + 3).Select(_ => AskAsync("x", CancellationToken.None)).ToList();
        await AnswerAsync(calls: 4);
        await Task.WhenAll(answers).Soon();

        Assert.That(_calls.Select(questions => questions.Count), Is.EquivalentTo(new[] { 1, Most, Most, 3 }));
    }

    [Test]
    public async Task Ask_OneByOne_AFewAreSentAtOnceAndTheOthersAreGathered()
    {
        _read = new(Most, static question => question.Length, ReadAsync, new(TimeSpan.FromSeconds(1), _clock), _clock);
        for (int alone = 0; alone < PartialCallPace.AtOnce; alone++)
        {
            var answer = AskAsync("a", CancellationToken.None);
            await AnswerAsync();
            await answer.Soon();
        }

        var gathered = new[] { AskAsync("b", CancellationToken.None), AskAsync("c", CancellationToken.None) };
        Assert.That(_calls, Has.Count.EqualTo(PartialCallPace.AtOnce));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await AnswerAsync();

        Assert.That(await Task.WhenAll(gathered).Soon(), Is.EqualTo(new[] { "b!", "c!" }));
        Assert.That(Sent[^1], Is.EqualTo("b c"));
    }

    [Test]
    public async Task Ask_AFullCall_WaitsForNoTurn()
    {
        _read = new(Most, static question => question.Length, ReadAsync, new(TimeSpan.FromSeconds(1), _clock), _clock);
        for (int full = 0; full < PartialCallPace.AtOnce + 2; full++)
        {
            var answer = AskAsync(new string('f', Most), CancellationToken.None);
            await AnswerAsync();
            await answer.Soon();
        }

        Assert.That(_calls, Has.Count.EqualTo(PartialCallPace.AtOnce + 2));
    }

    [Test]
    public async Task Ask_HeavierThanOneCallTakes_GoesAlone()
    {
        var first = AskAsync("a", CancellationToken.None);
        var heavy = AskAsync(new string('h', Most + 1), CancellationToken.None);
        var light = AskAsync("b", CancellationToken.None);
        await AnswerAsync(calls: 3);
        await Task.WhenAll(first, heavy, light).Soon();

        Assert.That(_calls.Select(questions => questions.Count), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Ask_OneOfManyIsRefused_TheOthersAreAnswered()
    {
        _refuse = questions => questions.Contains("bad")
            ? new CloudServiceException("DescribeAutoScalingGroups", "InvalidParameterValue.InvalidAutoScalingGroupId", "No.", "request-1", DateTimeOffset.UnixEpoch) : null;
        var first = AskAsync("a", CancellationToken.None);
        var (good, bad, other) = (AskAsync("b", CancellationToken.None), AskAsync("bad", CancellationToken.None), AskAsync("c", CancellationToken.None));
        await AnswerAsync(calls: 6);

        Assert.That(await Task.WhenAll(first, good, other).Soon(), Is.EqualTo(new[] { "a!", "b!", "c!" }));
        Assert.That(async () => await bad.Soon(), Throws.TypeOf<CloudServiceException>());
        Assert.That(Sent, Is.EqualTo(new[] { "a", "b bad c", "b", "bad c", "bad", "c" }));
    }

    [Test]
    public async Task Ask_WhatHitsAllAlike_IsNotAskedAgain()
    {
        _refuse = _ => new CloudTransportException("DescribeAutoScalingGroups", TransportFault.ConnectionLost, "the connection was reset", mayHaveActed: false);
        var answers = new[] { AskAsync("a", CancellationToken.None), AskAsync("b", CancellationToken.None), AskAsync("c", CancellationToken.None) };
        await AnswerAsync(calls: 2);

        foreach (var answer in answers)
            Assert.That(async () => await answer.Soon(), Throws.TypeOf<CloudTransportException>());
        Assert.That(Sent, Is.EqualTo(new[] { "a", "b c" }));
    }

    [Test]
    public async Task Ask_OneLeaves_TheCallGoesOnForTheOthers()
    {
        using var leaving = new CancellationTokenSource();
        var first = AskAsync("a", CancellationToken.None);
        var (left, stays) = (AskAsync("b", leaving.Token), AskAsync("c", CancellationToken.None));
        await AnswerAsync();
        await first.Soon();
        await leaving.CancelAsync();
        await AnswerAsync();

        Assert.That(await stays.Soon(), Is.EqualTo("c!"));
        Assert.That(async () => await left.Soon(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Ask_AllLeave_TheCallIsGivenUp()
    {
        using var leaving = new CancellationTokenSource();
        var left = AskAsync("a", leaving.Token);
        await _arrived.WaitAsync(CancellationToken.None).Soon();
        lock (_calls)
            _held.Clear(); // nobody ends this one
        await leaving.CancelAsync();
        Assert.That(async () => await left.Soon(), Throws.InstanceOf<OperationCanceledException>());

        var next = AskAsync("b", CancellationToken.None);
        await AnswerAsync();
        Assert.That(await next.Soon(), Is.EqualTo("b!"), "the call that was given up does not hold the next one back");
    }

    [Test]
    public async Task Ask_WhileACallHangs_GoesBesideItAfterASecond()
    {
        var hangs = AskAsync("a", CancellationToken.None);
        await _arrived.WaitAsync(CancellationToken.None).Soon();
        lock (_calls)
            _held.Clear(); // nobody ends this one
        var next = AskAsync("b", CancellationToken.None);
        await _clock.SleepersAsync(1).Soon();
        Assert.That(Sent, Is.EqualTo(new[] { "a" }));

        _clock.Advance(TimeSpan.FromSeconds(1));
        await AnswerAsync();

        Assert.That(await next.Soon(), Is.EqualTo("b!"));
        Assert.That(hangs.IsCompleted, Is.False);
    }

    [Test]
    public async Task Ask_LeftBeforeItWasSent_IsNotAsked()
    {
        using var leaving = new CancellationTokenSource();
        var first = AskAsync("a", CancellationToken.None);
        var left = AskAsync("b", leaving.Token);
        await leaving.CancelAsync();
        Assert.That(async () => await left.Soon(), Throws.InstanceOf<OperationCanceledException>());
        await AnswerAsync();
        await first.Soon();
        var next = AskAsync("c", CancellationToken.None);
        await AnswerAsync();
        await next.Soon();

        Assert.That(Sent, Is.EqualTo(new[] { "a", "c" }));
    }
}
