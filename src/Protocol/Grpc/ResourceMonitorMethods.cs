using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What a program calls on the engine to register its resources.</summary>
public static class ResourceMonitorMethods
{
    public const string Service = "pulumirpc.ResourceMonitor";

    public static UnaryMethod<SupportsFeatureRequest, SupportsFeatureResponse> SupportsFeature { get; } =
        Method("SupportsFeature", SupportsFeatureRequest.Parser, SupportsFeatureResponse.Parser);

    public static UnaryMethod<Empty, DeploymentInfo> GetDeploymentInfo { get; } = Method("GetDeploymentInfo", Empty.Parser, DeploymentInfo.Parser);

    public static UnaryMethod<RegisterPackageRequest, RegisterPackageResponse> RegisterPackage { get; } =
        Method("RegisterPackage", RegisterPackageRequest.Parser, RegisterPackageResponse.Parser);

    public static UnaryMethod<RegisterResourceRequest, RegisterResourceResponse> RegisterResource { get; } =
        Method("RegisterResource", RegisterResourceRequest.Parser, RegisterResourceResponse.Parser);

    public static UnaryMethod<RegisterResourceOutputsRequest, Empty> RegisterResourceOutputs { get; } =
        Method("RegisterResourceOutputs", RegisterResourceOutputsRequest.Parser, Empty.Parser);

    public static UnaryMethod<ReadResourceRequest, ReadResourceResponse> ReadResource { get; } =
        Method("ReadResource", ReadResourceRequest.Parser, ReadResourceResponse.Parser);

    public static UnaryMethod<ResourceInvokeRequest, ResourceInvokeResponse> Invoke { get; } =
        Method("Invoke", ResourceInvokeRequest.Parser, ResourceInvokeResponse.Parser);

    public static UnaryMethod<Empty, Empty> SignalAndWaitForShutdown { get; } = Method("SignalAndWaitForShutdown", Empty.Parser, Empty.Parser);

    private static UnaryMethod<TRequest, TResponse> Method<TRequest, TResponse>(string name, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
        => new(Service, name, request, response);
}
