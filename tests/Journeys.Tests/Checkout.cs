using System.Text.Json;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>A place for the state of one test's stack, gone afterwards.</summary>
internal sealed class Checkout : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journey-");

    public string Checkpoint => Path.Combine(_folder.FullName, "dev.json");

    public string State => File.ReadAllText(Checkpoint);

    /// <summary>The entry of the stack's one rollout.</summary>
    public JsonElement Rollout => JsonDocument.Parse(State).RootElement.GetProperty("deployment").GetProperty("resources").EnumerateArray()
        .Single(resource => resource.GetProperty("type").GetString() == "tencentcloud-refresh:index:InstanceRefresh");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
