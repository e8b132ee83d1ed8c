namespace TencentcloudRefresh.AutoScaling;

/// <summary>What a poll for the effect of a write has seen.</summary>
internal readonly record struct Sighting
{
    /// <summary>The effect is not there.</summary>
    public static Sighting Nothing => default;

    /// <summary>The effect, if it is there.</summary>
    public ConfirmedWrite? Found { get; private init; }

    /// <summary>Why the poll does not tell, for people: then the write is not sent again.</summary>
    public string? Indeterminate { get; private init; }

    public static Sighting Of(ConfirmedWrite? found) => new() { Found = found };

    public static Sighting Unclear(string why) => new() { Indeterminate = why };
}
