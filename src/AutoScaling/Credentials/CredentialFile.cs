namespace TencentcloudRefresh.AutoScaling;

/// <summary>The vendor SDKs' file <c>~/.tencentcloud/credentials</c>: sections, of which <c>[default]</c> counts, with <c>secret_id</c>,
/// <c>secret_key</c> and, for some of them, <c>token</c>.</summary>
internal static class CredentialFile
{
    public static CredentialPlace Find(CredentialOptions options)
    {
        var path = options.Expand(options.Setting("TENCENTCLOUD_CREDENTIALS_FILE") ?? "~/.tencentcloud/credentials");
        try
        {
            var values = Default(File.ReadLines(path));
            return CredentialPlace.Of(path, Value("secret_id"), Value("secret_key"), Value("token"));

            (string, string?) Value(string name) => (name, values.GetValueOrDefault(name));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return CredentialPlace.Absent(path, "no such file");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return CredentialPlace.Broken(path, $"cannot be read: {unreadable.Message}");
        }
    }

    private static Dictionary<string, string> Default(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var counts = false;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line is ['[', .. var section, ']'])
                counts = section.Trim().Equals("default", StringComparison.OrdinalIgnoreCase);
            else if (counts && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                values[line[..equals].Trim()] = line[(equals + 1)..].Trim();
        }

        return values;
    }
}
