using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.Protocol.Values;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Services;

/// <summary>What a program calls while it runs: the engine's ResourceMonitor, over one deployment.</summary>
internal sealed class MonitorService(Deployment deployment)
{
    // Hooks, transforms and package parameters are left to the real engine.
    private static readonly HashSet<string> Features = new(StringComparer.Ordinal)
    {
        "secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith", "replacementTrigger",
    };

    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the program says that there is nothing more to register.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Lets the program, which waits for it, come to its end.</summary>
    public void Release() => _done.TrySetResult();

    public void Map(UnaryEndpoints endpoints) => endpoints
        .Map(ResourceMonitorMethods.SupportsFeature,
            (request, _) => Task.FromResult(new SupportsFeatureResponse { HasSupport = Features.Contains(request.Id) }))
        .Map(ResourceMonitorMethods.GetDeploymentInfo, (_, _) => Task.FromResult(Info()))
        .Map(ResourceMonitorMethods.RegisterPackage, RegisterPackageAsync)
        .Map(ResourceMonitorMethods.RegisterResource, (request, _) => GuardAsync(() => RegisterAsync(request)))
        .Map(ResourceMonitorMethods.RegisterResourceOutputs, (request, _) => GuardAsync(() => RegisterOutputsAsync(request)))
        .Map(ResourceMonitorMethods.ReadResource, (request, _) => GuardAsync(() => ReadAsync(request)))
        .Map(ResourceMonitorMethods.Invoke, (request, _) => GuardAsync(() => InvokeAsync(request)))
        .Map(ResourceMonitorMethods.SignalAndWaitForShutdown, SignalAsync);

    /// <summary>When the run stops, whoever waits hears that the monitor is gone, as from the engine.</summary>
    private static async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RunStoppedException stopped)
        {
            throw new RpcException(StatusCode.Unavailable, stopped.Message, stopped);
        }
        catch (GoalException wrong)
        {
            throw new RpcException(StatusCode.InvalidArgument, wrong.Message, wrong);
        }
    }

    private DeploymentInfo Info() => new()
    {
        Project = deployment.Options.Project,
        Stack = deployment.Options.Stack,
        Organization = ProgramNames.Organization,
        DryRun = deployment.Options.Preview,
        Parallel = deployment.Options.Parallel,
        Config = { deployment.Options.Config.Values.ToDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal) },
        ConfigSecretKeys = { deployment.Options.Config.Values.Where(entry => entry.Value.IsSecret).Select(entry => entry.Key) },
        SupportedFeatures =
        {
            ResourceMonitorFeature.Secrets,
            ResourceMonitorFeature.ResourceReferences,
            ResourceMonitorFeature.OutputValues,
            ResourceMonitorFeature.AliasSpecs,
            ResourceMonitorFeature.DeletedWith,
            ResourceMonitorFeature.ReplaceWith,
            ResourceMonitorFeature.ReplacementTrigger,
            ResourceMonitorFeature.ByteString,
        },
    };

    private static Task<RegisterPackageResponse> RegisterPackageAsync(RegisterPackageRequest request, CancellationToken cancellationToken)
        => throw new RpcException(StatusCode.Unimplemented, $"The rehearsal takes no package references; {request.Name} is found by its name.");

    private async Task<RegisterResourceResponse> RegisterAsync(RegisterResourceRequest request)
    {
        ResourceState state = await deployment.RegisterAsync(GoalReader.Read(request, deployment.Options));
        WireForm wire = new(request.AcceptSecrets, request.AcceptResources);
        PropertyMap outputs = request.SupportsPartialValues
            ? state.Outputs
            : PropertyMap.From(state.Outputs.Where(output => !output.Value.ContainsUnknown));
        return new()
        {
            Urn = state.Urn,
            Id = state.Id == ProviderRegistry.UnknownId && !state.IsProvider ? "" : state.Id,
            Object = state.Custom ? wire.Write(outputs) : new Struct(),
            Result = deployment.UnmadeOf(state.Urn) switch
            {
                null => Result.Success,
                _ when !request.SupportsResultReporting => throw new RpcException(StatusCode.Internal, "resource registration failed"),
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
        return new() { Urn = state.Urn, Properties = new WireForm(request.AcceptSecrets, request.AcceptResources).Write(state.Outputs) };
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
                Return = new WireForm(true, request.AcceptResources).Write(answer.Return ?? PropertyMap.Empty),
                Failures = { answer.Failures.Select(failure => new Pulumirpc.CheckFailure { Property = failure.Property, Reason = failure.Reason }) },
            };
        }
        catch (ProviderException refused)
        {
            throw new RpcException(StatusCode.Unknown, refused.Message, refused);
        }
    }

    private async Task<Empty> SignalAsync(Empty request, CancellationToken cancellationToken)
    {
        if (!_finished.TrySetResult())
            throw new RpcException(StatusCode.FailedPrecondition, "The program has signalled its end already.");
        await _done.Task.WaitAsync(cancellationToken);
        return new();
    }
}
