using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumi;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>The engine as a program sees it: monitor and log over real gRPC, with answers that a test may replace.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private GrpcServer _server = null!;

    public bool IsDryRun { get; init; }

    public Dictionary<string, string> Config { get; } = [];

    public ConcurrentQueue<RegisterResourceRequest> Registrations { get; } = [];

    public ConcurrentQueue<ReadResourceRequest> Reads { get; } = [];

    public ConcurrentQueue<RegisterResourceOutputsRequest> Outputs { get; } = [];

    public ConcurrentQueue<ResourceInvokeRequest> Invokes { get; } = [];

    public ConcurrentQueue<LogRequest> Logs { get; } = [];

    public int Shutdowns { get; private set; }

    public string Address => _server.Address;

    /// <summary>Answers a registration; by default the resource is made and its outputs are its inputs.</summary>
    public Func<RegisterResourceRequest, Task<RegisterResourceResponse>>? OnRegister { get; set; }

    public Func<ResourceInvokeRequest, ResourceInvokeResponse> OnInvoke { get; set; } = _ => new() { Return = new Struct() };

    public Func<Empty> OnShutdown { get; set; } = () => new();

    public static async Task<FakeEngine> StartAsync(bool dryRun = false)
    {
        var engine = new FakeEngine { IsDryRun = dryRun };
        engine._server = await GrpcServer.StartAsync(methods =>
        {
            ResourceMonitor.BindService(methods, new Monitor(engine));
            Pulumirpc.Engine.BindService(methods, new EngineLog(engine));
        }, CancellationToken.None);
        return engine;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => Deployment.RunAsync(Settings(), Deployment.MakeAndShow<TStack>);

    /// <summary>Runs a program that makes resources and shows what it returns.</summary>
    public Task<int> RunAsync(Func<Dictionary<string, object?>> program)
        => Deployment.RunAsync(Settings(), () => new Stack().ShowOutputs(Task.FromResult<IDictionary<string, object?>>(program())));

    public ProgramSettings Settings() => new()
    {
        Monitor = Address,
        Engine = Address,
        Project = "proj",
        Stack = "dev",
        IsDryRun = IsDryRun,
        Config = [.. Config],
    };

    /// <summary>The one registration under this name.</summary>
    public RegisterResourceRequest Registered(string name) => Registrations.Single(request => request.Name == name);

    public PropertyMap Inputs(string name) => PropertyCodec.FromStruct(Registered(name).Object).Members;

    public PropertyMap StackOutputs() => PropertyCodec.FromStruct(Outputs.Single().Outputs).Members;

    public static string UrnOf(RegisterResourceRequest request) => UrnOf(request.Type, request.Name);

    public static string UrnOf(string type, string name) => $"urn:pulumi:dev::proj::{type}::{name}";

    public RegisterResourceResponse Made(RegisterResourceRequest request) => new()
    {
        Urn = UrnOf(request),
        Id = IsDryRun || !request.Custom ? "" : $"id-of-{request.Name}",
        Object = request.Custom ? request.Object : new Struct(),
    };

    private sealed class Monitor(FakeEngine engine) : ResourceMonitor.ResourceMonitorBase
    {
        public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context)
        {
            engine.Registrations.Enqueue(request);
            return engine.OnRegister?.Invoke(request) ?? Task.FromResult(engine.Made(request));
        }

        public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context)
        {
            engine.Reads.Enqueue(request);
            return Task.FromResult(new ReadResourceResponse { Urn = UrnOf(request.Type, request.Name), Properties = new Struct() });
        }

        public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context)
        {
            engine.Outputs.Enqueue(request);
            return Task.FromResult(new Empty());
        }

        public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context)
        {
            engine.Invokes.Enqueue(request);
            return Task.FromResult(engine.OnInvoke(request));
        }

        public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context)
        {
            engine.Shutdowns++;
            return Task.FromResult(engine.OnShutdown());
        }
    }

    private sealed class EngineLog(FakeEngine engine) : Pulumirpc.Engine.EngineBase
    {
        public override Task<Empty> Log(LogRequest request, ServerCallContext context)
        {
            engine.Logs.Enqueue(request);
            return Task.FromResult(new Empty());
        }
    }
}
