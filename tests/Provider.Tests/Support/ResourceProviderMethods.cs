using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>One call of the engine, as a value: tests pass it to a plugin in this process or in another.</summary>
internal sealed record ProviderCall<TRequest, TResponse>(string Name, Func<CallInvoker, TRequest, CancellationToken, AsyncUnaryCall<TResponse>> Invoke)
    where TRequest : IMessage<TRequest>
    where TResponse : IMessage<TResponse>;

/// <summary>What the engine calls on a provider plugin.</summary>
internal static class ResourceProviderMethods
{
    public static ProviderCall<ProviderHandshakeRequest, ProviderHandshakeResponse> Handshake { get; } =
        new("Handshake", (invoker, request, token) => On(invoker).HandshakeAsync(request, cancellationToken: token));

    public static ProviderCall<Empty, PluginInfo> GetPluginInfo { get; } =
        new("GetPluginInfo", (invoker, request, token) => On(invoker).GetPluginInfoAsync(request, cancellationToken: token));

    public static ProviderCall<PluginAttach, Empty> Attach { get; } =
        new("Attach", (invoker, request, token) => On(invoker).AttachAsync(request, cancellationToken: token));

    public static ProviderCall<GetSchemaRequest, GetSchemaResponse> GetSchema { get; } =
        new("GetSchema", (invoker, request, token) => On(invoker).GetSchemaAsync(request, cancellationToken: token));

    public static ProviderCall<CheckRequest, CheckResponse> CheckConfig { get; } =
        new("CheckConfig", (invoker, request, token) => On(invoker).CheckConfigAsync(request, cancellationToken: token));

    public static ProviderCall<DiffRequest, DiffResponse> DiffConfig { get; } =
        new("DiffConfig", (invoker, request, token) => On(invoker).DiffConfigAsync(request, cancellationToken: token));

    public static ProviderCall<ConfigureRequest, ConfigureResponse> Configure { get; } =
        new("Configure", (invoker, request, token) => On(invoker).ConfigureAsync(request, cancellationToken: token));

    public static ProviderCall<CheckRequest, CheckResponse> Check { get; } =
        new("Check", (invoker, request, token) => On(invoker).CheckAsync(request, cancellationToken: token));

    public static ProviderCall<DiffRequest, DiffResponse> Diff { get; } =
        new("Diff", (invoker, request, token) => On(invoker).DiffAsync(request, cancellationToken: token));

    public static ProviderCall<CreateRequest, CreateResponse> Create { get; } =
        new("Create", (invoker, request, token) => On(invoker).CreateAsync(request, cancellationToken: token));

    public static ProviderCall<ReadRequest, ReadResponse> Read { get; } =
        new("Read", (invoker, request, token) => On(invoker).ReadAsync(request, cancellationToken: token));

    public static ProviderCall<UpdateRequest, UpdateResponse> Update { get; } =
        new("Update", (invoker, request, token) => On(invoker).UpdateAsync(request, cancellationToken: token));

    public static ProviderCall<DeleteRequest, Empty> Delete { get; } =
        new("Delete", (invoker, request, token) => On(invoker).DeleteAsync(request, cancellationToken: token));

    public static ProviderCall<InvokeRequest, InvokeResponse> Invoke { get; } =
        new("Invoke", (invoker, request, token) => On(invoker).InvokeAsync(request, cancellationToken: token));

    public static ProviderCall<Empty, Empty> Cancel { get; } =
        new("Cancel", (invoker, request, token) => On(invoker).CancelAsync(request, cancellationToken: token));

    /// <summary>A method that the plugin does not offer.</summary>
    public static ProviderCall<Empty, Empty> Construct { get; } = new("Construct", (invoker, request, token) =>
    {
        var marshaller = Marshallers.Create(message => message.ToByteArray(), Empty.Parser.ParseFrom);
        var method = new Method<Empty, Empty>(MethodType.Unary, "pulumirpc.ResourceProvider", "Construct", marshaller, marshaller);
        return invoker.AsyncUnaryCall(method, host: null, new CallOptions(cancellationToken: token), request);
    });

    private static ResourceProvider.ResourceProviderClient On(CallInvoker invoker) => new(invoker);
}
