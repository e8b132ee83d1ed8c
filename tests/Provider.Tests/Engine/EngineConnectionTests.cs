using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PulumiProtocol.Progress;
using TencentcloudRefresh.Provider.Engine;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Engine;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EngineConnectionTests
{
    private readonly StringWriter _diagnostics = new();
    private readonly VirtualTime.VirtualClock _clock = new();

    [Test]
    public async Task Log_SeveralLines_ArriveInOrderWithTheirKinds()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var connection = new EngineConnection(_diagnostics, _clock);
        connection.Connect(engine.Address);
        var progress = new EngineProgress(connection, "urn:x", new Redactor(["hidden-one"]));
        await progress.StatusAsync("batch 1/3").Soon();
        await progress.InfoAsync("plain").Soon();
        await progress.WarnAsync("refused hidden-one").Soon();
        Assert.That(engine.Lines, Is.EqualTo(new[]
        {
            new LogRequest { Severity = LogSeverity.Info, Urn = "urn:x", Message = "batch 1/3", Ephemeral = true },
            new LogRequest { Severity = LogSeverity.Info, Urn = "urn:x", Message = "plain" },
            new LogRequest { Severity = LogSeverity.Warning, Urn = "urn:x", Message = "refused [secret]" },
        }));
    }

    [Test]
    public async Task Status_WithProgress_SendsTheLineAndTheNumbers()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var connection = new EngineConnection(_diagnostics, _clock);
        connection.Connect(engine.Address);
        var progress = new EngineProgress(connection, "urn:x", new Redactor([]));
        await progress.StatusAsync("2/4 · 5/12 ok · 1 failed", new() { Batch = 2, Batches = 4, Done = 5, Total = 12, Failed = 1 }).Soon();
        await progress.InfoAsync("about something else").Soon();
        Assert.That(engine.Lines[0].Message, Is.EqualTo("2/4 · 5/12 ok · 1 failed"));
        Assert.That(ProgressPayload.Parser.ParseFrom(engine.Headers[0].GetValueBytes(ProgressPayload.Header)),
            Is.EqualTo(new ProgressPayload { Batch = 2, Batches = 4, Done = 5, Total = 12, Failed = 1 }));
        Assert.That(engine.Headers[1].GetValueBytes(ProgressPayload.Header), Is.Null);
    }

    [Test]
    public async Task Log_EngineGone_IsQuietAndSoonGivesUp()
    {
        using var connection = new EngineConnection(_diagnostics, _clock);
        await using (var engine = await FakeEngine.StartAsync())
            connection.Connect(engine.Address);
        for (int line = 1; line <= 5; line++)
            await connection.LogAsync(LogSeverity.Info, "urn:x", $"line {line}", ephemeral: false).Soon();
        Assert.That(_diagnostics.ToString(), Is.EqualTo("line 4\nline 5\n").IgnoreWhiteSpace, "after three lines that nobody took the rest goes to standard error");
    }

    [Test]
    public async Task Connect_NewEngineAfterADeadOne_IsReportedAgain()
    {
        using var connection = new EngineConnection(_diagnostics, _clock);
        await using (var dead = await FakeEngine.StartAsync())
            connection.Connect(dead.Address);
        for (int line = 0; line < 4; line++)
            await connection.LogAsync(LogSeverity.Info, "", "lost", ephemeral: true).Soon();

        await using var engine = await FakeEngine.StartAsync();
        connection.Connect(engine.Address);
        await connection.LogAsync(LogSeverity.Info, "", "heard", ephemeral: true).Soon();
        Assert.That(engine.Lines.Single().Message, Is.EqualTo("heard"));
    }

    [Test]
    [Bug("three unanswered log lines muted the engine's log for good")]
    public async Task Log_EngineThatAnswersAgainAfterAStall_IsReportedAgainAfterAWhile()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var connection = new EngineConnection(_diagnostics, _clock);
        connection.Connect(engine.Address);
        engine.IsOutOfOrder = true;
        for (int line = 0; line < 4; line++)
            await connection.LogAsync(LogSeverity.Info, "", "lost", ephemeral: true).Soon();

        engine.IsOutOfOrder = false;
        await connection.LogAsync(LogSeverity.Info, "", "too early", ephemeral: true).Soon();
        _clock.Advance(TimeSpan.FromSeconds(31));
        await connection.LogAsync(LogSeverity.Info, "", "heard", ephemeral: true).Soon();
        await connection.LogAsync(LogSeverity.Info, "", "so is this", ephemeral: true).Soon();
        Assert.That(engine.Lines.Select(line => line.Message), Is.EqualTo(new[] { "heard", "so is this" }));
    }

    [Test]
    [Bug("three unanswered log lines muted the engine's log for good")]
    public async Task Log_ManyLinesOfOneStall_AreOneStall()
    {
        await using var engine = await FakeEngine.StartAsync();
        using var connection = new EngineConnection(_diagnostics, _clock);
        connection.Connect(engine.Address);
        await connection.LogAsync(LogSeverity.Info, "", "connects", ephemeral: true).Soon();
        engine.Holds = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => connection.LogAsync(LogSeverity.Info, "", "lost", ephemeral: true)));
        await Eventually.Is(() => engine.Held == 10, "ten lines under way");
        engine.Holds.SetException(new IOException("stalled"));
        await lines.Soon();

        engine.Holds = null;
        await connection.LogAsync(LogSeverity.Info, "", "heard", ephemeral: true).Soon();
        Assert.That(engine.Lines[^1].Message, Is.EqualTo("heard"));
    }

    [Test]
    public async Task Log_NoEngine_GoesToTheDiagnosticsUnlessItIsMereStatus()
    {
        using var connection = new EngineConnection(_diagnostics, _clock);
        await connection.LogAsync(LogSeverity.Info, "", "status", ephemeral: true).Soon();
        await connection.LogAsync(LogSeverity.Warning, "", "by hand", ephemeral: false).Soon();
        Assert.That(_diagnostics.ToString().Trim(), Is.EqualTo("by hand"));
    }
}
