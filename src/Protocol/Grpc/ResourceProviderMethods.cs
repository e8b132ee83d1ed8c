using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What the engine calls on a provider plugin.</summary>
public static class ResourceProviderMethods
{
    public const string Service = "pulumirpc.ResourceProvider";

    public static UnaryMethod<ProviderHandshakeRequest, ProviderHandshakeResponse> Handshake { get; } =
        Method("Handshake", ProviderHandshakeRequest.Parser, ProviderHandshakeResponse.Parser);

    public static UnaryMethod<Empty, PluginInfo> GetPluginInfo { get; } = Method("GetPluginInfo", Empty.Parser, PluginInfo.Parser);

    public static UnaryMethod<PluginAttach, Empty> Attach { get; } = Method("Attach", PluginAttach.Parser, Empty.Parser);

    public static UnaryMethod<GetSchemaRequest, GetSchemaResponse> GetSchema { get; } = Method("GetSchema", GetSchemaRequest.Parser, GetSchemaResponse.Parser);

    public static UnaryMethod<CheckRequest, CheckResponse> CheckConfig { get; } = Method("CheckConfig", CheckRequest.Parser, CheckResponse.Parser);

    public static UnaryMethod<DiffRequest, DiffResponse> DiffConfig { get; } = Method("DiffConfig", DiffRequest.Parser, DiffResponse.Parser);

    public static UnaryMethod<ConfigureRequest, ConfigureResponse> Configure { get; } = Method("Configure", ConfigureRequest.Parser, ConfigureResponse.Parser);

    public static UnaryMethod<CheckRequest, CheckResponse> Check { get; } = Method("Check", CheckRequest.Parser, CheckResponse.Parser);

    public static UnaryMethod<DiffRequest, DiffResponse> Diff { get; } = Method("Diff", DiffRequest.Parser, DiffResponse.Parser);

    public static UnaryMethod<CreateRequest, CreateResponse> Create { get; } = Method("Create", CreateRequest.Parser, CreateResponse.Parser);

    public static UnaryMethod<ReadRequest, ReadResponse> Read { get; } = Method("Read", ReadRequest.Parser, ReadResponse.Parser);

    public static UnaryMethod<UpdateRequest, UpdateResponse> Update { get; } = Method("Update", UpdateRequest.Parser, UpdateResponse.Parser);

    public static UnaryMethod<DeleteRequest, Empty> Delete { get; } = Method("Delete", DeleteRequest.Parser, Empty.Parser);

    public static UnaryMethod<InvokeRequest, InvokeResponse> Invoke { get; } = Method("Invoke", InvokeRequest.Parser, InvokeResponse.Parser);

    public static UnaryMethod<Empty, Empty> Cancel { get; } = Method("Cancel", Empty.Parser, Empty.Parser);

    private static UnaryMethod<TRequest, TResponse> Method<TRequest, TResponse>(string name, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
        => new(Service, name, request, response);
}
