using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.TestKit;

/// <summary>
/// Items of a launch configuration and the triggers that follow, for every implementation of the computation. Made by none of them.
/// </summary>
public sealed record TriggerVector
{
    // Names of tags differ by case, too.
    private static readonly JsonSerializerOptions Exactly = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static IReadOnlyList<TriggerVector> All { get; } = JsonSerializer.Deserialize<IReadOnlyList<TriggerVector>>(
        File.ReadAllText(Repository.PathOf("tests/TestKit/Vectors/triggers.json")), Exactly)!;

    /// <summary>What it shows.</summary>
    public required string Name { get; init; }

    public required string RefreshMode { get; init; }

    public required JsonObject Items { get; init; }

    /// <summary>Items that are given as secrets.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    public required IReadOnlyDictionary<string, string> Triggers { get; init; }

    /// <summary>Triggers that must be secrets; the others must not.</summary>
    public required IReadOnlyList<string> SecretTriggers { get; init; }

    public override string ToString() => Name;
}
