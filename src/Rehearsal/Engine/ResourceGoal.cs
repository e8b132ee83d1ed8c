using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What a program asks for in one registration.</summary>
internal sealed record ResourceGoal : ResourceDeclaration
{
    public required string Name { get; init; }

    /// <summary>The package version that the program's SDK wants; empty for any.</summary>
    public string Version { get; init; } = "";

    /// <summary>Called with the reasons why a create or an update failed; true means try again within the same step. Null when the program has no such hook.</summary>
    public Func<ImmutableArray<string>, bool>? OnError { get; init; }

    /// <summary>The user's word on the order of a replacement; null leaves it to the provider.</summary>
    public bool? DeleteBeforeReplace { get; init; }

    /// <summary>Full URNs under which the resource may stand in the state.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The entry that this goal would make, with inputs as the provider checked them.</summary>
    public ResourceState ToState(string urn, string provider, PropertyMap inputs) => new(this, urn) { Provider = provider, Inputs = inputs };
}
