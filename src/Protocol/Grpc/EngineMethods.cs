using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What plugins and programs call on the engine besides registration.</summary>
public static class EngineMethods
{
    public const string Service = "pulumirpc.Engine";

    public static UnaryMethod<LogRequest, Empty> Log { get; } =
        new(Service, nameof(Log), LogRequest.Parser, Empty.Parser);

    public static UnaryMethod<GetRootResourceRequest, GetRootResourceResponse> GetRootResource { get; } =
        new(Service, nameof(GetRootResource), GetRootResourceRequest.Parser, GetRootResourceResponse.Parser);

    public static UnaryMethod<SetRootResourceRequest, SetRootResourceResponse> SetRootResource { get; } =
        new(Service, nameof(SetRootResource), SetRootResourceRequest.Parser, SetRootResourceResponse.Parser);
}
