namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A home folder and an environment of a test's own.</summary>
internal sealed class HomeFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("credentials-").FullName;

    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);

    public CredentialOptions Options => new()
    {
        HomeDirectory = _path,
        Variable = name => Variables.GetValueOrDefault(name),
        MetadataEndpoint = Nowhere.Metadata,
    };

    public string PathOf(string path) => Path.Combine(_path, path);

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), bytes);
    }

    public void Delete(string path) => File.Delete(PathOf(path));

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
