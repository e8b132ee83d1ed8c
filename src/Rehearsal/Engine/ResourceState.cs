using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>
/// One entry of the checkpoint, its members named as there. Two entries are distinguished by identity, never by content: a replacement shares
/// its URN with what it replaces.
/// </summary>
internal sealed record ResourceState : ResourceDeclaration
{
    public ResourceState()
    {
    }

    [SetsRequiredMembers]
    public ResourceState(ResourceDeclaration declared, string urn)
        : base(declared) => Urn = urn;

    public required string Urn { get; init; }

    /// <summary>The old half of a replacement: still in the cloud, deleted at the end of this run or the next.</summary>
    public bool Delete { get; init; }

    /// <summary>Empty for components, and in a preview for what is not made yet.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Deleted already, its replacement not made yet.</summary>
    public bool PendingReplacement { get; init; }

    public PropertyMap Outputs { get; init => field = value ?? PropertyMap.Empty; } = PropertyMap.Empty;

    /// <summary>Why the resource is only half made. Not empty: the next update calls the provider even when nothing else changed.</summary>
    public ImmutableArray<string> InitErrors { get; init => field = value.IsDefault ? [] : value; } = [];

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>Read by the program with <c>Get</c>: known, never changed or deleted.</summary>
    public bool External { get; init; }

    /// <summary>A person has marked it: the next run replaces it without asking its provider.</summary>
    public bool Taint { get; init; }

    [JsonIgnore]
    public bool IsProvider => Urns.IsProviderType(Type);

    [JsonIgnore]
    public bool HasInitErrors => !InitErrors.IsEmpty;

    /// <summary>Everything that must stand before this entry in a checkpoint.</summary>
    public IEnumerable<string> AllDependencies()
    {
        if (Parent.Length > 0)
            yield return Parent;
        if (Provider.Length > 0)
            yield return ProviderReference.Parse(Provider).Urn;
        if (DeletedWith.Length > 0)
            yield return DeletedWith;
        foreach (string urn in ReplaceWith)
            yield return urn;
        foreach (string urn in Dependencies)
            yield return urn;
        foreach (string urn in PropertyDependencies.Values.SelectMany(urns => urns.IsDefault ? [] : urns))
            yield return urn;
    }

    public bool Equals(ResourceState? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
