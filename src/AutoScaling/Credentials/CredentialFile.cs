namespace TencentcloudRefresh.AutoScaling;

/// <summary>The vendor SDKs' file <c>~/.tencentcloud/credentials</c>: sections with <c>secret_id</c>, <c>secret_key</c> and, for some of them,
/// <c>token</c>. <c>[default]</c> counts unless a profile is named, which is the section of its name.</summary>
internal static class CredentialFile
{
    public const string Variable = "TENCENTCLOUD_CREDENTIALS_FILE";
    public const string DefaultSection = "default";

    public static string PathOf(CredentialOptions options) => options.Expand(options.Setting(Variable) ?? "~/.tencentcloud/credentials");

    public static CredentialPlace Find(CredentialOptions options, string section = DefaultSection)
    {
        var path = PathOf(options);
        var source = section == DefaultSection ? path : $"section [{section}] of {path}";
        var read = FileText.Read(path);
        if (read.IsMissing)
            return CredentialPlace.Missing(source, "no such file");
        if (read.Text is not { } text)
            return CredentialPlace.Broken(source, read.Fault!);

        var (values, fault) = SectionOf(text, section);
        if (fault is not null)
            return CredentialPlace.Broken(source, fault);
        return values is null
            ? CredentialPlace.Missing(source, $"it has no section [{section}]")
            : CredentialPlace.Of(source, Value("secret_id"), Value("secret_key"), Value("token"));

        (string, string?) Value(string name) => (name, values.GetValueOrDefault(name));
    }

    /// <summary>The values of a section; none if there is no such section. A line that cannot be understood makes the file broken where it could
    /// belong to the section; other sections are others' business.</summary>
    private static (Dictionary<string, string>? Values, string? Fault) SectionOf(string text, string section)
    {
        Dictionary<string, string>? values = null;
        string? current = null;
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var words = line.Trim();
            if (words.IsEmpty || words[0] is '#' or ';')
                continue;
            if (words is ['[', .. var name, ']'])
            {
                current = name.Trim().ToString();
                if (IsSame(current, section))
                    values ??= new(StringComparer.OrdinalIgnoreCase);
            }
            else if (current is null)
                return (null, $"is broken at line {number}: there is text before the first section, such as [{DefaultSection}]");
            else if (!IsSame(current, section))
                continue;
            else if (words.IndexOfAny('=', ':') is > 0 and var sign)
                values![words[..sign].Trim().ToString()] = words[(sign + 1)..].Trim().ToString();
            else
                return (null, $"is broken at line {number}: neither a section nor a name with a value");
        }

        return (values, null);
    }

    private static bool IsSame(string name, string section)
        => name.Equals(section, section == DefaultSection ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
