namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>Notes beside a state in which cloud its resources are: used with another one, the state names what is not there.</summary>
/// <param name="checkpoint">The state's file.</param>
internal sealed class EndpointMark(string checkpoint)
{
    private const string Within = "the simulator of the rehearsal";

    private string Path => System.IO.Path.ChangeExtension(checkpoint, ".endpoint");

    /// <summary>What to say when the cloud is another one than before; null for nothing.</summary>
    /// <param name="endpoint">Of this run; null for the simulator in this process.</param>
    public string? Difference(Uri? endpoint)
    {
        if (!File.Exists(checkpoint) || !File.Exists(Path))
            return null;
        string before = File.ReadAllText(Path).Trim();
        return before == Name(endpoint) ? null
            : $"The state in {checkpoint} is of {before}, and this run uses {Name(endpoint)}: what the state names may not exist there. "
                + (before == Within ? "Leave out --endpoint" : $"Add --endpoint {before}") + " to go on where it is, or --checkpoint FILE for a state of its own.";
    }

    /// <exception cref="CheckpointException">The disk refuses.</exception>
    public void Save(Uri? endpoint)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            File.WriteAllText(Path, Name(endpoint) + "\n");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{Path} cannot be written: {refused.Message}", refused);
        }
    }

    private static string Name(Uri? endpoint) => endpoint?.GetLeftPart(UriPartial.Authority) ?? Within;
}
