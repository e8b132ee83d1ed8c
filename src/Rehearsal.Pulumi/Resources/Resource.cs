using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Something the engine keeps in the stack's state. Making one registers it.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _type = type;
        _name = name;
        options = options.Clone();

        if (options.Parent is { } parent)
        {
            parent.Children.Add(this);
            options.Protect ??= parent._protect;
            Providers = parent.Providers;
        }

        _protect = options.Protect;
        var own = options switch
        {
            { Provider: { } provider } => [provider],
            ComponentResourceOptions component => component.Providers,
            _ => [],
        };
        Providers = Providers.SetItems(own.Select(provider => KeyValuePair.Create(provider.Package, provider)));
        if (custom)
            options.Provider ??= Providers.GetValueOrDefault(type.Split(':')[0]);

        Outputs = ResourceOutputs.PrepareOn(this);
        Deployment.Required.Register(this, args, options);
    }

    /// <summary>The engine's name for the resource, unique in the stack.</summary>
    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    /// <summary>What was made below this resource; a dependency on a component is one on these.</summary>
    internal ChildList Children { get; } = new();

    internal ImmutableDictionary<string, ProviderResource> Providers { get; } = ImmutableDictionary<string, ProviderResource>.Empty;

    internal ResourceOutputs Outputs { get; }

    // Methods rather than properties, so that they cannot collide with the names of a resource's own properties.
    public string GetResourceType() => _type;

    public string GetResourceName() => _name;
}
