using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace Pulumi;

/// <summary>Calls functions of providers.</summary>
internal sealed class Invocations(Deployment deployment, ResourceMonitor.ResourceMonitorClient monitor)
{
    public Task CallAsync(string token, InvokeArgs args, InvokeOptions? options) => CallAsync<object>(token, args, options);

    /// <exception cref="InvokeException">The function refused the arguments.</exception>
    public async Task<T> CallAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var members = await new PropertySerializer().MembersAsync(args.ToDictionary(), token);
        return Typed<T>(token, await SendAsync(token, members, options)).Value;
    }

    /// <summary>Calls once all arguments are there; in a preview where one is not, the result is unknown and nothing is called.</summary>
    public async Task<OutputData<T>> CallWhenKnownAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var serializer = new PropertySerializer();
        var members = await serializer.MembersAsync(args.ToDictionary(), token);
        var waitFor = serializer.Dependencies.ToImmutableHashSet();
        if (options is InvokeOutputOptions { DependsOn: var named })
            waitFor = waitFor.Union(await named.ToOutput().ValueOrAsync([]));

        // A function that asks about a resource has no answer before the resource exists.
        var ids = await Task.WhenAll(waitFor.OfType<CustomResource>().Select(resource => resource.Id.Data));
        if (!Reading.Of(new PropertyValue.Object(members)).IsKnown || ids.Any(id => !id.IsKnown))
            return OutputData<T>.Unknown(isSecret: false, waitFor);
        return Typed<T>(token, await SendAsync(token, members, options)) with { Resources = waitFor };
    }

    private async Task<ResourceInvokeResponse> SendAsync(string token, PropertyMap args, InvokeOptions? options)
    {
        var provider = options?.Provider ?? options?.Parent?.Providers.GetValueOrDefault(token.Split(':')[0]);
        var answer = await monitor.InvokeAsync(new ResourceInvokeRequest
        {
            Tok = token,
            Args = PropertyCodec.ToStruct(new(args)),
            Provider = provider is null ? "" : await provider.ReferenceAsync(),
            Version = options?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? "",
            AcceptResources = true,
        });
        return answer.Failures.Count == 0 ? answer : throw new InvokeException(
            $"{token}: {string.Join("; ", answer.Failures.Select(failure => $"{failure.Property}: {failure.Reason}"))}");
    }

    private OutputData<T> Typed<T>(string token, ResourceInvokeResponse answer)
    {
        if (answer.Unknown)
            return OutputData<T>.Unknown(isSecret: false, []);
        var deserializer = new PropertyDeserializer(warning => _ = deployment.Log.WriteAsync(LogSeverity.Warning, warning));
        var data = deserializer.Convert(PropertyCodec.FromStruct(answer.Return ?? new()), typeof(T), token);
        return data.With((T)data.Value!);
    }

    private sealed class InvokeException(string message) : RunException(message);
}
