using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>The types of a checkpoint, known when the program is compiled: a native file has no reflection over them.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ImmutableArray<ResourceState>))]
[JsonSerializable(typeof(ImmutableArray<PendingOperation>))]
[JsonSerializable(typeof(ResourceState[]))]
[JsonSerializable(typeof(PendingOperation[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class CheckpointContext : JsonSerializerContext;
