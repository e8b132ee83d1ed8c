using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>
/// The state of a stack in a file. Written whole, beside it and then put in its place, so that a crash leaves the old or the new one.
/// </summary>
/// <param name="path">Its folder is made when it is missing.</param>
internal sealed class CheckpointFile(string path, StackSecrets secrets, TimeProvider clock)
{
    private readonly CheckpointJson _json = new(secrets);

    public string Path { get; } = path;

    /// <returns>The empty snapshot when there is no file yet.</returns>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    /// <exception cref="SecretsException">Its secrets cannot be opened.</exception>
    public Snapshot Load()
    {
        if (!File.Exists(Path))
            return Snapshot.Empty;
        try
        {
            return _json.Read(File.ReadAllBytes(Path));
        }
        catch (Exception broken) when (broken is CheckpointException or IOException)
        {
            throw new CheckpointException($"{Path}: {broken.Message}", broken);
        }
    }

    /// <exception cref="CheckpointException">The disk refuses.</exception>
    public void Save(Snapshot snapshot)
    {
        string beside = Path + ".new";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            using (FileStream file = new(beside, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(_json.Write(snapshot, clock.GetUtcNow()));
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, Path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{Path} cannot be written: {refused.Message}", refused);
        }
    }

    /// <summary>Holds the stack for one run. Disposing lets go.</summary>
    /// <exception cref="CheckpointException">Another run holds it.</exception>
    public IDisposable Lock()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        try
        {
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException held)
        {
            throw new CheckpointException($"Another update is in progress on {Path}. Wait until it has finished.", held);
        }
    }
}
