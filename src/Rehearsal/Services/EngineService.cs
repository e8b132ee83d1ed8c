using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.Rehearsal.Engine;
using Severity = TencentcloudRefresh.Rehearsal.Engine.Severity;

namespace TencentcloudRefresh.Rehearsal.Services;

/// <summary>What programs and plugins call to be heard.</summary>
internal sealed class EngineService(EventStream events) : Pulumirpc.Engine.EngineBase
{
    private readonly ConcurrentDictionary<(int Stream, string Urn), string> _streams = new();

    public override Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        Severity severity = request.Severity switch
        {
            LogSeverity.Debug => Severity.Debug,
            LogSeverity.Info => Severity.Info,
            LogSeverity.Warning => Severity.Warning,
            LogSeverity.Error => Severity.Error,
            _ => throw RpcFailure.Of(StatusCode.Unknown, $"There is no severity {(int)request.Severity}."),
        };
        // Pieces with one stream number are one message that grows.
        string text = request.StreamId == 0
            ? request.Message
            : _streams.AddOrUpdate((request.StreamId, request.Urn), request.Message, (_, before) => before + request.Message);
        events.Publish(new EngineEvent.Message(severity, text, request.Urn, request.Ephemeral) { Progress = ProgressReader.Read(context.RequestHeaders) });
        return Task.FromResult(new Empty());
    }
}
