using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Rehearsal.Checkpoint;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>
/// Settings given with <c>--config</c>. They are kept beside the state, as `pulumi config set` keeps a setting, and win over the stack's file
/// until <c>--config key-</c> removes them: what the last run was given also holds for the next one.
/// </summary>
/// <param name="Values">By full key.</param>
internal sealed record ConfigOverrides(ImmutableSortedDictionary<string, ConfigValue> Values)
{
    private const int LongestShown = 40;

    /// <summary>Endings of names whose value is never written or shown in clear, whether the stack's file encrypts it or not.</summary>
    private static readonly string[] SecretEndings = ["secretKey", "secret", "token", "password"];

    public static ConfigOverrides None { get; } = new(ImmutableSortedDictionary.Create<string, ConfigValue>(StringComparer.Ordinal));

    /// <summary>The file beside a state file.</summary>
    public static string PathBeside(string checkpoint) => Path.ChangeExtension(checkpoint, ".config.json");

    /// <exception cref="ConfigurationException">There is a file that cannot be used.</exception>
    /// <exception cref="SecretsException">A secret among them cannot be opened.</exception>
    public static ConfigOverrides Load(string path, string project, StackSecrets secrets)
        => File.Exists(path) ? new(None.Values.AddRange(StackFile.Read(path, project).Open(secrets, static _ => false))) : None;

    /// <summary>Takes <c>key=value</c> and <c>key-</c> of the command line.</summary>
    /// <param name="assignments">In the order in which they were given.</param>
    /// <param name="isSecret">Whether the stack's file encrypts a setting.</param>
    /// <exception cref="ConfigurationException">One is of neither form.</exception>
    public ConfigOverrides With(IEnumerable<string> assignments, string project, Func<string, bool> isSecret)
        => new(assignments.Aggregate(Values, (values, assignment) => With(values, assignment, project, isSecret)));

    /// <exception cref="ConfigurationException">The disk refuses.</exception>
    public void Save(string path, StackSecrets secrets)
    {
        JsonObject settings = new(Values.Select(entry => KeyValuePair.Create<string, JsonNode?>(
            entry.Key, entry.Value.IsSecret ? new JsonObject { ["secure"] = secrets.Seal(entry.Value.Text) } : entry.Value.Text)));
        JsonObject file = new() { ["config"] = settings };
        if (Values.Values.Any(value => value.IsSecret))
            file.Insert(0, "encryptionsalt", secrets.State);
        try
        {
            if (Values.IsEmpty)
            {
                File.Delete(path);
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.Delete(path + ".new");
            using (StreamWriter writer = new(path + ".new", ForTheOwner()))
                writer.Write(file.ToJsonString(JsonText.Indented));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path} cannot be written: {refused.Message}", refused);
        }
    }

    /// <summary>One line for people, null where there is none in force.</summary>
    public string? Summary(string project)
    {
        if (Values.IsEmpty)
            return null;
        string Short(string key) => key.StartsWith(project + ":", StringComparison.Ordinal) ? key[(project.Length + 1)..] : key;
        return $"In force from --config: {string.Join(", ", Values.Select(entry => $"{Short(entry.Key)}={Shown(entry.Value)}"))}"
            + $" (--config {Short(Values.First().Key)}- removes one)";
    }

    private static ImmutableSortedDictionary<string, ConfigValue> With(
        ImmutableSortedDictionary<string, ConfigValue> values, string assignment, string project, Func<string, bool> isSecret)
    {
        int cut = assignment.IndexOf('=', StringComparison.Ordinal);
        if (cut < 0 && assignment.Length > 1 && assignment[^1] == '-')
            return values.Remove(StackConfig.FullKey(assignment[..^1].Trim(), project));
        if (cut <= 0 || assignment[..cut].Trim().Length == 0)
            throw new ConfigurationException($"--config {assignment}: expected key=value, such as imageId=img-8toqc6s3, or key- to remove one.");
        string key = StackConfig.FullKey(assignment[..cut].Trim(), project);
        return values.SetItem(key, new(assignment[(cut + 1)..], isSecret(key) || IsSecretByName(key)));
    }

    /// <summary>The passphrase may be the rehearsal's own, which protects nothing.</summary>
    private static FileStreamOptions ForTheOwner()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static string Shown(ConfigValue value)
    {
        string text = string.Concat(value.ToString().Select(letter => char.IsControl(letter) ? ' ' : letter));
        return text.Length > LongestShown ? text[..LongestShown] + "…" : text;
    }

    private static bool IsSecretByName(string key) => SecretEndings.Any(ending => key.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
