using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What the engine calls on a provider plugin.</summary>
public static class ResourceProviderMethods
{
    public const string Service = "pulumirpc.ResourceProvider";

    public static UnaryMethod<ProviderHandshakeRequest, ProviderHandshakeResponse> Handshake { get; } =
        new(Service, nameof(Handshake), ProviderHandshakeRequest.Parser, ProviderHandshakeResponse.Parser);

    public static UnaryMethod<Empty, PluginInfo> GetPluginInfo { get; } =
        new(Service, nameof(GetPluginInfo), Empty.Parser, PluginInfo.Parser);

    public static UnaryMethod<PluginAttach, Empty> Attach { get; } =
        new(Service, nameof(Attach), PluginAttach.Parser, Empty.Parser);

    public static UnaryMethod<GetSchemaRequest, GetSchemaResponse> GetSchema { get; } =
        new(Service, nameof(GetSchema), GetSchemaRequest.Parser, GetSchemaResponse.Parser);

    public static UnaryMethod<CheckRequest, CheckResponse> CheckConfig { get; } =
        new(Service, nameof(CheckConfig), CheckRequest.Parser, CheckResponse.Parser);

    public static UnaryMethod<DiffRequest, DiffResponse> DiffConfig { get; } =
        new(Service, nameof(DiffConfig), DiffRequest.Parser, DiffResponse.Parser);

    public static UnaryMethod<ConfigureRequest, ConfigureResponse> Configure { get; } =
        new(Service, nameof(Configure), ConfigureRequest.Parser, ConfigureResponse.Parser);

    public static UnaryMethod<CheckRequest, CheckResponse> Check { get; } =
        new(Service, nameof(Check), CheckRequest.Parser, CheckResponse.Parser);

    public static UnaryMethod<DiffRequest, DiffResponse> Diff { get; } =
        new(Service, nameof(Diff), DiffRequest.Parser, DiffResponse.Parser);

    public static UnaryMethod<CreateRequest, CreateResponse> Create { get; } =
        new(Service, nameof(Create), CreateRequest.Parser, CreateResponse.Parser);

    public static UnaryMethod<ReadRequest, ReadResponse> Read { get; } =
        new(Service, nameof(Read), ReadRequest.Parser, ReadResponse.Parser);

    public static UnaryMethod<UpdateRequest, UpdateResponse> Update { get; } =
        new(Service, nameof(Update), UpdateRequest.Parser, UpdateResponse.Parser);

    public static UnaryMethod<DeleteRequest, Empty> Delete { get; } =
        new(Service, nameof(Delete), DeleteRequest.Parser, Empty.Parser);

    public static UnaryMethod<InvokeRequest, InvokeResponse> Invoke { get; } =
        new(Service, nameof(Invoke), InvokeRequest.Parser, InvokeResponse.Parser);

    public static UnaryMethod<Empty, Empty> Cancel { get; } =
        new(Service, nameof(Cancel), Empty.Parser, Empty.Parser);
}
