using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.Provider.Functions;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.Provider.Resources;
using TencentcloudRefresh.Provider.Schema;

namespace TencentcloudRefresh.Provider;

/// <summary>What the engine calls. Methods that are not mapped here are answered with Unimplemented, which the engine takes for "has no such thing".</summary>
internal sealed partial class ProviderService(PluginContext plugin) : IAsyncDisposable
{
    public void Map(UnaryEndpoints endpoints)
    {
        var resource = new InstanceRefreshResource(plugin, () => _cloud);
        var functions = new RefreshFunctions(plugin, () => _cloud);
        endpoints
            .Map(ResourceProviderMethods.Handshake, HandshakeAsync)
            .Map(ResourceProviderMethods.Attach, AttachAsync)
            .Map(ResourceProviderMethods.GetPluginInfo, (_, _) => Task.FromResult(new PluginInfo { Version = SchemaDocument.Version }))
            .Map(ResourceProviderMethods.GetSchema, GetSchemaAsync)
            .Map(ResourceProviderMethods.CheckConfig, CheckConfigAsync)
            .Map(ResourceProviderMethods.DiffConfig, DiffConfigAsync)
            .Map(ResourceProviderMethods.Configure, ConfigureAsync)
            .Map(ResourceProviderMethods.Check, resource.CheckAsync)
            .Map(ResourceProviderMethods.Diff, resource.DiffAsync)
            .Map(ResourceProviderMethods.Create, resource.CreateAsync)
            .Map(ResourceProviderMethods.Read, resource.ReadAsync)
            .Map(ResourceProviderMethods.Update, resource.UpdateAsync)
            .Map(ResourceProviderMethods.Delete, resource.DeleteAsync)
            .Map(ResourceProviderMethods.Invoke, functions.InvokeAsync)
            .Map(ResourceProviderMethods.Cancel, CancelAsync);
    }

    /// <summary>Has ten seconds together with the connection, so nothing slow may ever move in here.</summary>
    private Task<ProviderHandshakeResponse> HandshakeAsync(ProviderHandshakeRequest request, CancellationToken cancellationToken)
    {
        plugin.Latch.Arm();
        if (request.EngineAddress.Length > 0)
            plugin.Engine.Connect(request.EngineAddress);
        // Resources as inputs arrive as their ids, and text that is not UTF-8 is refused by the engine: both is what this resource wants.
        return Task.FromResult(new ProviderHandshakeResponse { AcceptSecrets = true });
    }

    private Task<Empty> AttachAsync(PluginAttach request, CancellationToken cancellationToken)
    {
        plugin.Latch.Arm();
        plugin.Engine.Connect(request.Address);
        return Task.FromResult(new Empty());
    }

    private static async Task<GetSchemaResponse> GetSchemaAsync(GetSchemaRequest request, CancellationToken cancellationToken)
    {
        if (request.Version != 0)
            throw new RpcException(StatusCode.InvalidArgument, $"There is no schema of version {request.Version}: 0 is the only one.");
        return new() { Schema = await SchemaDocument.ReadAsync(cancellationToken) };
    }

    /// <summary>Ctrl-C, and just as well the end of every run: idle, it changes nothing.</summary>
    private Task<Empty> CancelAsync(Empty request, CancellationToken cancellationToken)
    {
        plugin.Latch.Trip();
        return Task.FromResult(new Empty());
    }
}
