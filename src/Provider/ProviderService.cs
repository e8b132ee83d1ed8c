using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.Provider.Functions;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.Provider.Resources;
using TencentcloudRefresh.Provider.Schema;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider;

/// <summary>What the engine calls. Methods that are not here are answered with Unimplemented, which the engine takes for "has no such thing".</summary>
internal sealed partial class ProviderService : ResourceProvider.ResourceProviderBase, IAsyncDisposable
{
    private readonly PluginContext _plugin;
    private readonly InstanceRefreshResource _resource;
    private readonly RefreshFunctions _functions;

    public ProviderService(PluginContext plugin)
    {
        _plugin = plugin;
        _resource = new(plugin, _ledger, () => _cloud);
        _functions = new(plugin, () => _cloud);
    }

    /// <summary>Has ten seconds together with the connection, so nothing slow may ever move in here.</summary>
    public override Task<ProviderHandshakeResponse> Handshake(ProviderHandshakeRequest request, ServerCallContext context)
    {
        _plugin.Shutdown.Arm();
        if (request.EngineAddress.Length > 0)
            _plugin.Engine.Connect(request.EngineAddress);
        // Resources as inputs arrive as their ids, and text that is not UTF-8 is refused by the engine: both is what this resource wants.
        return Task.FromResult(new ProviderHandshakeResponse { AcceptSecrets = true });
    }

    public override Task<Empty> Attach(PluginAttach request, ServerCallContext context)
    {
        _plugin.Shutdown.Arm();
        _plugin.Engine.Connect(request.Address);
        return Task.FromResult(new Empty());
    }

    public override Task<PluginInfo> GetPluginInfo(Empty request, ServerCallContext context)
        => Task.FromResult(new PluginInfo { Version = SchemaDocument.Version });

    public override async Task<GetSchemaResponse> GetSchema(GetSchemaRequest request, ServerCallContext context)
    {
        if (request.Version != 0)
            throw RpcFailure.Of(StatusCode.InvalidArgument, $"There is no schema of version {request.Version}: 0 is the only one.");
        return new() { Schema = await SchemaDocument.ReadAsync(context.CancellationToken) };
    }

    public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context) => _resource.CheckAsync(request);

    public override Task<DiffResponse> Diff(DiffRequest request, ServerCallContext context) => _resource.DiffAsync(request);

    public override Task<CreateResponse> Create(CreateRequest request, ServerCallContext context) => _resource.CreateAsync(request, context.CancellationToken);

    public override Task<ReadResponse> Read(ReadRequest request, ServerCallContext context) => _resource.ReadAsync(request, context.CancellationToken);

    public override Task<UpdateResponse> Update(UpdateRequest request, ServerCallContext context) => _resource.UpdateAsync(request, context.CancellationToken);

    public override Task<Empty> Delete(DeleteRequest request, ServerCallContext context) => _resource.DeleteAsync(request, context.CancellationToken);

    public override Task<InvokeResponse> Invoke(InvokeRequest request, ServerCallContext context) => _functions.InvokeAsync(request, context.CancellationToken);

    /// <summary>Ctrl-C, and just as well the end of every run: idle, it changes nothing.</summary>
    public override Task<Empty> Cancel(Empty request, ServerCallContext context)
    {
        Volatile.Write(ref _wasCancelled, true);
        _plugin.Shutdown.Trip();
        return Task.FromResult(new Empty());
    }
}
