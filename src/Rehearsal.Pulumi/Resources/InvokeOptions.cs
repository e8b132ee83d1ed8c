namespace Pulumi;

/// <summary>How a function is to be called, apart from its arguments.</summary>
public class InvokeOptions
{
    /// <summary>A resource whose provider answers, unless one is named.</summary>
    public Resource? Parent { get; set; }

    public ProviderResource? Provider { get; set; }

    public string? Version { get; set; }

    public string? PluginDownloadURL { get; set; }
}

/// <summary>Options of a call whose result is an output, and which can therefore wait for resources.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    public InputList<Resource> DependsOn
    {
        get => field ??= [];
        set;
    }
}
