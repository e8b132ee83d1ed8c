namespace Pulumi;

/// <summary>Options of a resource that only groups others.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>Providers for the children, at most one a package.</summary>
    public List<ProviderResource> Providers
    {
        get => field ??= [];
        set;
    }

    /// <summary>Both options in one: lists add up, of two single values the second one stands.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = (ComponentResourceOptions)(options1 ?? new()).Clone();
        if (options2 is null)
            return merged;
        merged.MergeFrom(options2);
        merged.Providers.AddRange(options2.Providers);
        return merged;
    }

    internal override ResourceOptions Clone() => CopyInto(new ComponentResourceOptions { Providers = [.. Providers] });
}

/// <summary>Options of the stack itself. The rehearsal stage needs none.</summary>
public class StackOptions;
