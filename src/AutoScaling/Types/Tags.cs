namespace TencentcloudRefresh.AutoScaling;

/// <summary>A tag of a group or launch configuration.</summary>
public sealed record Tag
{
    /// <summary>The key.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>The value.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    /// <summary>What the tag is bound to: <c>auto-scaling-group</c> or <c>launch-configuration</c>.</summary>
    public string? ResourceType { get; init; }
}

/// <summary>A tag that instances get when they are made.</summary>
public sealed record InstanceTag
{
    /// <summary>The key.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>The value.</summary>
    public string Value { get; init => field = value ?? ""; } = "";
}
