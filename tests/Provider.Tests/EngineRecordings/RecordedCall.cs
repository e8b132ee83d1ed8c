using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.EngineRecordings;

/// <summary>One call of the engine, as it was recorded.</summary>
/// <param name="Call">The method.</param>
/// <param name="Request">The message in protobuf's JSON form; addresses stand in it as 127.0.0.1:PORT.</param>
/// <param name="Answer">What the provider's answer of that day meant, see <see cref="Meaning"/>; null for calls whose answer says nothing.</param>
internal sealed record RecordedCall(string Call, JsonObject Request, string? Answer)
{
    private static string Folder => Repository.PathOf("tests/Provider.Tests/EngineRecordings");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    public bool IsPreview => Request["preview"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>When the rollout that the state holds was started; null where the state holds none.</summary>
    public DateTimeOffset? Created
        => new[] { "olds", "properties" }.Select(name => Request[name]?["createdTime"]?.ToString()).FirstOrDefault(time => time is not null) is { } text
            ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    public static IReadOnlyList<RecordedCall> Read(string name) => [.. File.ReadLines(Path.Combine(Folder, $"{name}.jsonl")).Select(line =>
    {
        var json = JsonNode.Parse(line)!;
        return new RecordedCall(json["call"]!.ToString(), json["request"]!.AsObject(), json["answer"]?.ToString());
    })];
}
