using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Services;

/// <summary>
/// What a program calls while it runs: the engine's ResourceMonitor, over one deployment. The stand-in for the SDK asks for no features and uses just those
/// that are here; an official SDK asks, and leaves out what is answered with no.
/// </summary>
internal sealed class MonitorService(Deployment deployment) : ResourceMonitor.ResourceMonitorBase
{
    private static readonly HashSet<string> Features = new(StringComparer.Ordinal)
    {
        "secrets", "resourceReferences", "outputValues", "deletedWith", "replaceWith", "replacementTrigger", "parameterization",
    };

    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the program says that there is nothing more to register.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Lets the program, which waits for it, come to its end.</summary>
    public void Release() => _done.TrySetResult();

    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context)
        => Task.FromResult(new SupportsFeatureResponse { HasSupport = Features.Contains(request.Id) });

    /// <summary>
    /// The package of a resource stands in its type, and who serves it is the rehearsal's own affair: so a parameterised package needs no parameters here, and
    /// the reference is only a name.
    /// </summary>
    public override Task<RegisterPackageResponse> RegisterPackage(RegisterPackageRequest request, ServerCallContext context)
        => Task.FromResult(new RegisterPackageResponse { Ref = request.Parameterization is { } own ? $"{own.Name}@{own.Version}" : $"{request.Name}@{request.Version}" });

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context)
        => GuardAsync(() => RegisterAsync(request));

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context)
        => GuardAsync(() => RegisterOutputsAsync(request));

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) => GuardAsync(() => ReadAsync(request));

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context) => GuardAsync(() => InvokeAsync(request));

    public override async Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context)
    {
        if (!_finished.TrySetResult())
            throw RpcFailure.Of(StatusCode.FailedPrecondition, "The program has signalled its end already.");
        await _done.Task.WaitAsync(context.CancellationToken);
        return new();
    }

    /// <summary>When the run stops, whoever waits hears that the monitor is gone, as from the engine.</summary>
    private static async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RunStoppedException stopped)
        {
            throw RpcFailure.Of(StatusCode.Unavailable, stopped.Message);
        }
        catch (GoalException wrong)
        {
            throw RpcFailure.Of(StatusCode.InvalidArgument, wrong.Message);
        }
    }

    private async Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request)
    {
        ResourceState state = await deployment.RegisterAsync(GoalReader.Read(request));
        return new()
        {
            Urn = state.Urn,
            Id = state.Id == ProviderRegistry.UnknownId && !state.IsProvider ? "" : state.Id,
            Object = state.Custom ? WireForm.ToProgram(state.Outputs) : new Struct(),
            Result = deployment.UnmadeOf(state.Urn) switch
            {
                null => Result.Success,
                Unmade.Failed => Result.Fail,
                _ => Result.Skip,
            },
        };
    }

    private Task<Empty> RegisterOutputsAsync(RegisterResourceOutputsRequest request)
    {
        deployment.RegisterOutputs(request.Urn, WireForm.Read(request.Outputs));
        return Task.FromResult(new Empty());
    }

    private async Task<ReadResourceResponse> ReadAsync(ReadResourceRequest request)
    {
        ResourceState state = await deployment.ReadAsync(GoalReader.Read(request), request.Id);
        return new() { Urn = state.Urn, Properties = WireForm.ToProgram(state.Outputs) };
    }

    private async Task<ResourceInvokeResponse> InvokeAsync(ResourceInvokeRequest request)
    {
        try
        {
            InvokeAnswer? answer = await deployment.InvokeAsync(request.Tok, WireForm.Read(request.Args), request.Provider, request.Version);
            if (answer is null)
                return new() { Unknown = true, Return = new Struct() };
            return new()
            {
                Return = WireForm.ToProgram(answer.Return ?? PropertyMap.Empty),
                Failures = { answer.Failures.Select(failure => new Pulumirpc.CheckFailure { Property = failure.Property, Reason = failure.Reason }) },
            };
        }
        catch (ProviderException refused)
        {
            throw RpcFailure.Of(StatusCode.Unknown, refused.Message);
        }
    }
}
