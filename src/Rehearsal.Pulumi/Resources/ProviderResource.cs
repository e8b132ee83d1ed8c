using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace Pulumi;

/// <summary>A provider with a configuration of its own, for resources that shall not use the stack's.</summary>
public class ProviderResource : CustomResource
{
    private static readonly string UnknownMarker = PropertyCodec.ToValue(new PropertyValue.Unknown()).StringValue;

    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    internal string Package { get; }

    /// <summary>What a resource sends to name its provider: URN and id, the id being the marker for unknown texts in a preview.</summary>
    internal async Task<string> ReferenceAsync()
    {
        var id = await Id.ValueOrAsync("");
        return $"{await Urn.ValueOrAsync("")}::{(id.Length == 0 ? UnknownMarker : id)}";
    }
}
