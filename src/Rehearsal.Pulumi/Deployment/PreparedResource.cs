using System.Collections.Immutable;
using Pulumi.Serialization;
using TencentcloudRefresh.PropertyValues;

namespace Pulumi;

/// <summary>A resource whose inputs have all come in: what is sent, and what it depends on.</summary>
internal sealed record PreparedResource
{
    public required PropertyMap Properties { get; init; }

    /// <summary>URN of the parent; empty for the stack.</summary>
    public required string Parent { get; init; }

    /// <summary>URN and id of the provider; empty for the stack's default one.</summary>
    public required string Provider { get; init; }

    /// <summary>URNs of all dependencies, named or implied by a property.</summary>
    public required ImmutableSortedSet<string> Dependencies { get; init; }

    public required ImmutableSortedDictionary<string, ImmutableSortedSet<string>> PropertyDependencies { get; init; }

    public static async Task<PreparedResource> FromAsync(Resource resource, ResourceArgs args, ResourceOptions options, Resource? root)
    {
        var dependencies = await DependencyUrns.OfAsync(await options.DependsOn.ToOutput().ValueOrAsync([]));
        var properties = PropertyMap.Empty;
        var byProperty = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);
        foreach (var (name, member) in args.ToDictionary())
        {
            var serializer = new PropertySerializer();
            var value = await serializer.ValueAsync(member, $"{resource.GetResourceName()}.{name}");
            if (value is PropertyValue.Null)
                continue;
            properties = properties.With(name, value);
            byProperty[name] = await DependencyUrns.OfAsync(serializer.Dependencies);
            dependencies = dependencies.Union(byProperty[name]);
        }

        var parent = resource is Stack ? null : options.Parent ?? root;
        return new PreparedResource
        {
            Properties = properties,
            Parent = parent is null ? "" : await parent.Urn.ValueOrAsync(""),
            Provider = resource is CustomResource && options.Provider is { } provider ? await provider.ReferenceAsync() : "",
            Dependencies = dependencies,
            PropertyDependencies = byProperty.ToImmutable(),
        };
    }
}
