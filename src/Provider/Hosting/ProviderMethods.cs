using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>The methods of the plugin protocol that are served, one by one: see <see cref="ServiceTable"/> for why. A test holds them against the protocol.</summary>
internal static class ProviderMethods
{
    // Written out: asking the generated code for it builds the description of the whole protocol, which nothing else needs.
    private const string Service = "pulumirpc.ResourceProvider";

    public static void Bind(ServiceTable table, ResourceProvider.ResourceProviderBase service)
    {
        Add<ProviderHandshakeRequest, ProviderHandshakeResponse>(table, nameof(service.Handshake), service.Handshake);
        Add<Empty, PluginInfo>(table, nameof(service.GetPluginInfo), service.GetPluginInfo);
        Add<PluginAttach, Empty>(table, nameof(service.Attach), service.Attach);
        Add<GetSchemaRequest, GetSchemaResponse>(table, nameof(service.GetSchema), service.GetSchema);
        Add<CheckRequest, CheckResponse>(table, nameof(service.CheckConfig), service.CheckConfig);
        Add<DiffRequest, DiffResponse>(table, nameof(service.DiffConfig), service.DiffConfig);
        Add<ConfigureRequest, ConfigureResponse>(table, nameof(service.Configure), service.Configure);
        Add<CheckRequest, CheckResponse>(table, nameof(service.Check), service.Check);
        Add<DiffRequest, DiffResponse>(table, nameof(service.Diff), service.Diff);
        Add<CreateRequest, CreateResponse>(table, nameof(service.Create), service.Create);
        Add<ReadRequest, ReadResponse>(table, nameof(service.Read), service.Read);
        Add<UpdateRequest, UpdateResponse>(table, nameof(service.Update), service.Update);
        Add<DeleteRequest, Empty>(table, nameof(service.Delete), service.Delete);
        Add<InvokeRequest, InvokeResponse>(table, nameof(service.Invoke), service.Invoke);
        Add<Empty, Empty>(table, nameof(service.Cancel), service.Cancel);
    }

    private static void Add<TRequest, TResponse>(ServiceTable table, string name, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
        => table.Add(UnaryMethod.Of<TRequest, TResponse>(Service, name), handler);
}
