using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What plugins and programs call on the engine besides registration.</summary>
public static class EngineMethods
{
    public const string Service = "pulumirpc.Engine";

    public static UnaryMethod<LogRequest, Empty> Log { get; } = Method("Log", LogRequest.Parser, Empty.Parser);

    public static UnaryMethod<GetRootResourceRequest, GetRootResourceResponse> GetRootResource { get; } =
        Method("GetRootResource", GetRootResourceRequest.Parser, GetRootResourceResponse.Parser);

    public static UnaryMethod<SetRootResourceRequest, SetRootResourceResponse> SetRootResource { get; } =
        Method("SetRootResource", SetRootResourceRequest.Parser, SetRootResourceResponse.Parser);

    private static UnaryMethod<TRequest, TResponse> Method<TRequest, TResponse>(string name, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
        => new(Service, name, request, response);
}
