using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What a program asks for in one registration.</summary>
internal sealed record ResourceGoal
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public required bool Custom { get; init; }

    /// <summary>The parent's URN; empty for the stack only.</summary>
    public string Parent { get; init; } = "";

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    /// <summary><c>URN::ID</c> of an explicit provider; empty for the default one.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The package version that the program's SDK wants; empty for any.</summary>
    public string Version { get; init; } = "";

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } = ResourceState.NoPropertyDependencies;

    public bool Protect { get; init; }

    public bool RetainOnDelete { get; init; }

    public string DeletedWith { get; init; } = "";

    /// <summary>URNs of resources with whose replacement this one is replaced.</summary>
    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    /// <summary>Whoever changes it has the resource replaced; null when the program gives none.</summary>
    public PropertyValue? ReplacementTrigger { get; init; }

    /// <summary>Told why a create or an update failed; true has it tried again within the same step. Null when the program has no such hook.</summary>
    public Func<ImmutableArray<string>, bool>? OnError { get; init; }

    /// <summary>The user's word on the order of a replacement; null leaves it to the provider.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    /// <summary>Full URNs under which the resource may stand in the state.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Adopt what exists under this id instead of making it.</summary>
    public string ImportId { get; init; } = "";

    public CustomTimeouts Timeouts { get; init; } = CustomTimeouts.None;

    /// <summary>The entry that this goal would make, with inputs as the provider checked them.</summary>
    public ResourceState ToState(string urn, string provider, PropertyMap inputs) => new()
    {
        Urn = urn,
        Type = Type,
        Custom = Custom,
        Inputs = inputs,
        Parent = Parent,
        Provider = provider,
        Dependencies = Dependencies,
        PropertyDependencies = PropertyDependencies,
        Timeouts = Timeouts,
        Protect = Protect,
        RetainOnDelete = RetainOnDelete,
        DeletedWith = DeletedWith,
        ReplaceWith = ReplaceWith,
        ReplacementTrigger = ReplacementTrigger,
        AdditionalSecretOutputs = AdditionalSecretOutputs,
        IgnoreChanges = IgnoreChanges,
        ReplaceOnChanges = ReplaceOnChanges,
        ImportId = ImportId,
    };
}
