using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace Pulumi;

/// <summary>The messages that bring a resource to the engine.</summary>
internal static class RegistrationRequest
{
    public static async Task<RegisterResourceRequest> FromAsync(Resource resource, PreparedResource prepared, ResourceOptions options)
    {
        var request = new RegisterResourceRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = prepared.Parent,
            Custom = resource is CustomResource,
            Object = PropertyCodec.ToStruct(new(prepared.Properties)),
            Provider = prepared.Provider,
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsPartialValues = true,
            SupportsResultReporting = true,
            Dependencies = { prepared.Dependencies },
            IgnoreChanges = { options.IgnoreChanges },
            ReplaceOnChanges = { options.ReplaceOnChanges },
            DeletedWith = options.DeletedWith is { } owner ? await owner.Urn.ValueOrAsync("") : "",
        };
        foreach (var (name, urns) in prepared.PropertyDependencies)
            request.PropertyDependencies.Add(name, new() { Urns = { urns } });
        if (options.Protect is { } isProtected)
            request.Protect = isProtected;
        if (options.RetainOnDelete is { } isRetained)
            request.RetainOnDelete = isRetained;
        if (options.CustomTimeouts is { } timeouts)
        {
            request.CustomTimeouts = new()
            {
                Create = CustomTimeouts.Wire(timeouts.Create),
                Update = CustomTimeouts.Wire(timeouts.Update),
                Delete = CustomTimeouts.Wire(timeouts.Delete),
            };
        }

        if (options is CustomResourceOptions custom)
            AddCustom(request, custom);
        return request;
    }

    public static ReadResourceRequest ToRead(Resource resource, string id, PreparedResource prepared, ResourceOptions options) => new()
    {
        Id = id,
        Type = resource.GetResourceType(),
        Name = resource.GetResourceName(),
        Parent = prepared.Parent,
        Properties = PropertyCodec.ToStruct(new(prepared.Properties)),
        Dependencies = { prepared.Dependencies },
        Provider = prepared.Provider,
        Version = options.Version ?? "",
        PluginDownloadURL = options.PluginDownloadURL ?? "",
        AcceptSecrets = true,
        AcceptResources = true,
        AdditionalSecretOutputs = { (options as CustomResourceOptions)?.AdditionalSecretOutputs ?? [] },
    };

    private static void AddCustom(RegisterResourceRequest request, CustomResourceOptions options)
    {
        request.ImportId = options.ImportId ?? "";
        request.AdditionalSecretOutputs.AddRange(options.AdditionalSecretOutputs);
        if (options.DeleteBeforeReplace is not { } deleteFirst)
            return;
        // The engine listens to the answer of the provider unless the program has one of its own.
        request.DeleteBeforeReplaceDefined = true;
        request.DeleteBeforeReplace = deleteFirst;
    }
}
