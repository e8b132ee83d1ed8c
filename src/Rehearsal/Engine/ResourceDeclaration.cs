using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What a program says of a resource and the state keeps: common to <see cref="ResourceGoal"/> and <see cref="ResourceState"/>.</summary>
/// <remarks>A member that a checkpoint does not have arrives as null and is then what it is by default.</remarks>
internal abstract record ResourceDeclaration
{
    public required string Type { get; init; }

    /// <summary>False for the stack and for components: nothing in the cloud stands behind those.</summary>
    public required bool Custom { get; init; }

    /// <summary>The parent's URN; empty for the stack only.</summary>
    public string Parent { get; init => field = value ?? ""; } = "";

    public PropertyMap Inputs { get; init => field = value ?? PropertyMap.Empty; } = PropertyMap.Empty;

    /// <summary>The provider's <c>URN::ID</c>. Empty in a goal for the default one, and in the state for components and providers.</summary>
    public string Provider { get; init => field = value ?? ""; } = "";

    public ImmutableArray<string> Dependencies { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies
    {
        get;
        init => field = value?.WithComparers(StringComparer.Ordinal) ?? field;
    } = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    [JsonPropertyName("customTimeouts")]
    public CustomTimeouts Timeouts { get; init => field = value ?? CustomTimeouts.None; } = CustomTimeouts.None;

    public bool Protect { get; init; }

    public bool RetainOnDelete { get; init; }

    public string DeletedWith { get; init => field = value ?? ""; } = "";

    /// <summary>URNs of resources with whose replacement this one is replaced.</summary>
    public ImmutableArray<string> ReplaceWith { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whoever changes it has the resource replaced; null when the program gives none.</summary>
    public PropertyValue? ReplacementTrigger { get; init; }

    public ImmutableArray<string> AdditionalSecretOutputs { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<string> IgnoreChanges { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Adopt what exists under this id instead of making it.</summary>
    [JsonPropertyName("importID")]
    public string ImportId { get; init => field = value ?? ""; } = "";
}
