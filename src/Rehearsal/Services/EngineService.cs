using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.Rehearsal.Engine;
using Severity = TencentcloudRefresh.Rehearsal.Engine.Severity;

namespace TencentcloudRefresh.Rehearsal.Services;

/// <summary>What programs and plugins call to be heard.</summary>
internal sealed class EngineService(EventStream events)
{
    private readonly ConcurrentDictionary<(int Stream, string Urn), string> _streams = new();
    private volatile string _root = "";

    public void Map(UnaryEndpoints endpoints) => endpoints
        .Map(EngineMethods.Log, (request, _) => Task.FromResult(Log(request)))
        .Map(EngineMethods.GetRootResource, (_, _) => Task.FromResult(new GetRootResourceResponse { Urn = _root }))
        .Map(EngineMethods.SetRootResource, (request, _) => Task.FromResult(SetRoot(request)));

    private Empty Log(LogRequest request)
    {
        Severity severity = request.Severity switch
        {
            LogSeverity.Debug => Severity.Debug,
            LogSeverity.Info => Severity.Info,
            LogSeverity.Warning => Severity.Warning,
            LogSeverity.Error => Severity.Error,
            _ => throw new RpcException(StatusCode.Unknown, $"There is no severity {(int)request.Severity}."),
        };
        // Pieces with one stream number are one message that grows.
        string text = request.StreamId == 0
            ? request.Message
            : _streams.AddOrUpdate((request.StreamId, request.Urn), request.Message, (_, before) => before + request.Message);
        events.Say(severity, text, request.Urn, request.Ephemeral);
        return new();
    }

    private SetRootResourceResponse SetRoot(SetRootResourceRequest request)
    {
        _root = request.Urn;
        return new();
    }
}
