using System.Collections.Immutable;
using Grpc.Core;
using Pulumi.Serialization;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace Pulumi;

/// <summary>Brings resources to the engine: sends what the program asked for, fills in what came of it.</summary>
internal sealed class Registrations(Deployment deployment, ResourceMonitor.ResourceMonitorClient monitor)
{
    /// <summary>The engine has answered at least once, so that its silence means that it stops.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>Registers, or reads, one resource. Always completes its outputs, be it with the failure.</summary>
    public async Task CompleteAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            if (resource is CustomResource && options.Id is { } id && await id.ToOutput().ValueOrAsync("") is { Length: > 0 } existing)
                await ReadAsync(resource, existing, args, options);
            else
                await RegisterAsync(resource, args, options);
        }
        catch (Exception failure)
        {
            var named = Named(failure, resource);
            resource.Outputs.Fail(named);
            throw named;
        }
    }

    /// <summary>Tells the engine the outputs of a component, or of the stack.</summary>
    public async Task ShowOutputsAsync(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        var shown = await outputs.ValueOrAsync(ImmutableDictionary<string, object?>.Empty);
        await monitor.RegisterResourceOutputsAsync(new RegisterResourceOutputsRequest
        {
            Urn = await resource.Urn.ValueOrAsync(""),
            Outputs = PropertyCodec.ToStruct(new(await new PropertySerializer().MembersAsync(shown, "output"))),
        });
    }

    private async Task RegisterAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        var prepared = await PreparedResource.FromAsync(resource, args, options, deployment.Root);
        var request = await RegistrationRequest.FromAsync(resource, prepared, options);
        var answer = await monitor.RegisterResourceAsync(request);
        HasSpoken = true;
        // Failed or skipped under --continue-on-error: the program continues without the values.
        var missingIsUnknown = deployment.Settings.IsDryRun || answer.Result != Result.Success;
        resource.Outputs.Fill(answer.Urn, answer.Id, MembersOf(answer.Object), missingIsUnknown, warning => Warn(resource, warning));
    }

    private async Task ReadAsync(Resource resource, string id, ResourceArgs args, ResourceOptions options)
    {
        var prepared = await PreparedResource.FromAsync(resource, args, options, deployment.Root);
        var answer = await monitor.ReadResourceAsync(RegistrationRequest.ToRead(resource, id, prepared, options));
        HasSpoken = true;
        resource.Outputs.Fill(
            answer.Urn, id, MembersOf(answer.Properties), deployment.Settings.IsDryRun, warning => Warn(resource, warning));
    }

    private void Warn(Resource resource, string warning) => _ = deployment.Log.WriteAsync(LogSeverity.Warning, warning, resource);

    private static PropertyMap MembersOf(Google.Protobuf.WellKnownTypes.Struct? members)
        => members is null ? PropertyMap.Empty : PropertyCodec.FromStruct(members).Members;

    // An answer of the engine says what is wrong, not with which resource. A failed dependency keeps its own name.
    private static Exception Named(Exception failure, Resource resource) => failure is RpcException answer
        ? new RegistrationException($"{resource.GetResourceName()} ({resource.GetResourceType()}): {answer.Status.Detail}", failure)
        : failure;

    private sealed class RegistrationException(string message, Exception inner) : RunException(message, inner);
}
