using Google.Protobuf;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>The methods of the plugin protocol that are served, one by one: see <see cref="ServiceTable"/> for why. A test holds them against the protocol.</summary>
internal static class ProviderMethods
{
    public static void Bind(ServiceTable table, ResourceProvider.ResourceProviderBase service)
    {
        Add(table, nameof(service.Handshake), service.Handshake);
        Add(table, nameof(service.GetPluginInfo), service.GetPluginInfo);
        Add(table, nameof(service.Attach), service.Attach);
        Add(table, nameof(service.GetSchema), service.GetSchema);
        Add(table, nameof(service.CheckConfig), service.CheckConfig);
        Add(table, nameof(service.DiffConfig), service.DiffConfig);
        Add(table, nameof(service.Configure), service.Configure);
        Add(table, nameof(service.Check), service.Check);
        Add(table, nameof(service.Diff), service.Diff);
        Add(table, nameof(service.Create), service.Create);
        Add(table, nameof(service.Read), service.Read);
        Add(table, nameof(service.Update), service.Update);
        Add(table, nameof(service.Delete), service.Delete);
        Add(table, nameof(service.Invoke), service.Invoke);
        Add(table, nameof(service.Cancel), service.Cancel);
    }

    private static void Add<TRequest, TResponse>(ServiceTable table, string name, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
        => table.Add(UnaryMethod.Of<TRequest, TResponse>(ResourceProvider.Descriptor.FullName, name), handler);
}
