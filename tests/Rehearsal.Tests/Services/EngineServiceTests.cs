using Google.Protobuf;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.PulumiProtocol.Progress;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Services;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Services;

/// <summary>What plugins say, over a real connection.</summary>
internal sealed class EngineServiceTests
{
    private static readonly ProgressPayload Progress = new() { Batch = 2, Batches = 3, Done = 3, Total = 6, Failed = 1 };

    [Test]
    public async Task Log_WithProgressBesideIt_ReportsBoth()
    {
        EngineEvent.Message said = await LogAsync(Progress.ToByteArray());
        Assert.That((said.Text, said.Progress), Is.EqualTo(("2/3 · 3/6 ok", Progress)));
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
