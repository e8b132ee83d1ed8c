namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>Which plugin to load and its environment.</summary>
/// <param name="Name">The package.</param>
/// <param name="File">The executable; a <c>.dll</c> is started with <c>dotnet</c>.</param>
/// <param name="Directory">Where it runs: the program's folder, as in a real run, not its own.</param>
internal sealed record PluginOptions(string Name, string File, string Directory)
{
    /// <summary>host:port of a provider that runs already, for debugging. Then nothing is started and nothing is ended.</summary>
    public string? AttachTo { get; init; }

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public ChildProcessOptions ToChild(string engineAddress) => new(File, Directory) { Arguments = [engineAddress], Environment = Environment };
}
