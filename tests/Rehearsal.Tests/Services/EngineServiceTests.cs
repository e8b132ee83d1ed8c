using Google.Protobuf;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.PulumiProtocol.Progress;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Services;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Services;

/// <summary>What plugins say, over a real connection.</summary>
internal sealed class EngineServiceTests
{
    private static readonly ProgressPayload Progress = new()
    {
        Batch = 2,
        Batches = 3,
        Done = 3,
        Total = 6,
        Failed = 1,
        Elapsed = 125,
        BatchTotal = { 2, 4 },
        BatchDone = { 2, 1 },
        BatchFailed = { 0, 1 },
        BatchBusy = { 0, 1 },
        BatchLost = { 0, 1 },
        BatchElapsed = { 70, -1 },
        InProgress = { new ProgressPayload.Types.Instance { Id = "ins-11111111", Batch = 2, Phase = "in hook" } },
    };

    [Test]
    public async Task Log_WithProgressBesideIt_ReportsBoth()
    {
        EngineEvent.Message said = await LogAsync(Progress.ToByteArray());
        Assert.That(said.Text, Is.EqualTo("2/3 · 3/6 ok"));
        Assert.That(said.Progress!.Line, Is.EqualTo("2/3 · 3/6 ok · 1 failed · 1 lost · 2m05s"));
        Assert.That(said.Progress.PerBatch, Is.EqualTo(new[] { new BatchProgress(1, 2, 2, 0, 0) { Elapsed = TimeSpan.FromSeconds(70) }, new BatchProgress(2, 4, 1, 1, 1) { Lost = 1 } }));
        Assert.That(said.Progress.InProgress.Single(), Is.EqualTo(new InstanceProgress("ins-11111111", 2, "in hook")));
    }

    [Test]
    public async Task Log_ColumnsOfDifferentLengths_AreNoBatches()
    {
        ProgressPayload torn = Progress.Clone();
        torn.BatchDone.Add(1);
        Assert.That((await LogAsync(torn.ToByteArray())).Progress!.PerBatch, Is.Empty);
    }

    [Test]
    public async Task Log_WithoutProgress_ReportsTheLineAlone() => Assert.That((await LogAsync(null)).Progress, Is.Null);

    [Test]
    public async Task Log_ProgressThatCannotBeRead_ReportsTheLineAlone() => Assert.That((await LogAsync([0xFF])).Progress, Is.Null);

    private static async Task<EngineEvent.Message> LogAsync(byte[]? progress)
    {
        List<EngineEvent> events = [];
        EngineService service = new(new EventStream(events.Add));
        await using GrpcServer server = await GrpcServer.StartAsync(methods => Pulumirpc.Engine.BindService(methods, service), CancellationToken.None).Soon();
        using LoopbackChannel channel = new(server.Address);
        Metadata headers = progress is null ? [] : new() { { ProgressPayload.Header, progress } };
        LogRequest line = new() { Severity = LogSeverity.Info, Urn = "urn:x", Message = "2/3 · 3/6 ok", Ephemeral = true };
        await new Pulumirpc.Engine.EngineClient(channel.Invoker).LogAsync(line, headers).ResponseAsync.Soon();
        return events.OfType<EngineEvent.Message>().Single();
    }
}
