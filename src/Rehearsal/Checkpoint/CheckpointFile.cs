using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>
/// The state of a stack in a file. Written whole, beside it and then put in its place, so that a crash leaves the old or the new one.
/// </summary>
/// <param name="path">Its folder is made when it is missing.</param>
internal sealed class CheckpointFile(string path, StackSecrets secrets, TimeProvider clock)
{
    /// <summary>EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static readonly int[] HeldCodes = [11, 35, unchecked((int)0x80070020)];

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
            throw new CheckpointException($"{Path}: {broken.Message} Restore it, or name another with --checkpoint.", broken);
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
    /// <exception cref="CheckpointException">Another run holds it, or nothing can be written there.</exception>
    public IDisposable Lock()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException held) when (HeldCodes.Contains(held.HResult))
        {
            throw new CheckpointException($"Another update is in progress on {Path}. Wait until it has finished.", held);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"The state cannot be kept in {Path}: {refused.Message} --checkpoint FILE keeps it elsewhere.", refused);
        }
    }
}
