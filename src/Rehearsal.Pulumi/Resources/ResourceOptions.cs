namespace Pulumi;

/// <summary>How a resource is to be treated, apart from its own properties.</summary>
public abstract class ResourceOptions
{
    /// <summary>The id of an existing resource to read instead of making one.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The resource that this one belongs to; unset, the stack.</summary>
    public Resource? Parent { get; set; }

    public InputList<Resource> DependsOn
    {
        get => field ??= [];
        set;
    }

    /// <summary>Refuses deletion and replacement; unset, as the parent.</summary>
    public bool? Protect { get; set; }

    /// <summary>Property paths whose changes in the program are ignored.</summary>
    public List<string> IgnoreChanges
    {
        get => field ??= [];
        set;
    }

    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Property paths whose changes replace the resource.</summary>
    public List<string> ReplaceOnChanges
    {
        get => field ??= [];
        set;
    }

    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    /// <summary>A resource whose deletion takes this one along.</summary>
    public Resource? DeletedWith { get; set; }

    internal abstract ResourceOptions Clone();

    private protected T CopyInto<T>(T copy)
        where T : ResourceOptions
    {
        copy.Id = Id;
        copy.Parent = Parent;
        copy.DependsOn = DependsOn.Clone();
        copy.Protect = Protect;
        copy.IgnoreChanges = [.. IgnoreChanges];
        copy.Version = Version;
        copy.Provider = Provider;
        copy.CustomTimeouts = CustomTimeouts?.Clone();
        copy.ReplaceOnChanges = [.. ReplaceOnChanges];
        copy.PluginDownloadURL = PluginDownloadURL;
        copy.RetainOnDelete = RetainOnDelete;
        copy.DeletedWith = DeletedWith;
        return copy;
    }

    // Lists add up; of two single values the later one stands.
    private protected void MergeFrom(ResourceOptions later)
    {
        Id = later.Id ?? Id;
        Parent = later.Parent ?? Parent;
        DependsOn = DependsOn.Concat(later.DependsOn);
        Protect = later.Protect ?? Protect;
        IgnoreChanges.AddRange(later.IgnoreChanges);
        Version = later.Version ?? Version;
        Provider = later.Provider ?? Provider;
        CustomTimeouts = later.CustomTimeouts ?? CustomTimeouts;
        ReplaceOnChanges.AddRange(later.ReplaceOnChanges);
        PluginDownloadURL = later.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = later.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = later.DeletedWith ?? DeletedWith;
    }
}
