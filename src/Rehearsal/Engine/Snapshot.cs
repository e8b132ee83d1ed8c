using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What a checkpoint holds: resources in topological order, and steps that had begun when it was written.</summary>
internal sealed record Snapshot(ImmutableArray<ResourceState> Resources, ImmutableArray<PendingOperation> PendingOperations)
{
    public static Snapshot Empty { get; } = new([], []);

    public bool IsEmpty => Resources.IsEmpty && PendingOperations.IsEmpty;

    /// <summary>The living entry of a URN; the old half of a replacement does not count.</summary>
    public ResourceState? Find(string urn) => Resources.FirstOrDefault(resource => resource.Urn == urn && !resource.Delete);
}

/// <summary>A step that had begun and whose end nobody saw.</summary>
internal sealed record PendingOperation(ResourceState Resource, [property: JsonPropertyName("type")] PendingKind Kind);

internal enum PendingKind { Creating, Updating, Deleting, Reading, Importing }
