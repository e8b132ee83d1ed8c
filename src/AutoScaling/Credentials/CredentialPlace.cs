namespace TencentcloudRefresh.AutoScaling;

/// <summary>What one place of the chain gave: credentials, or what was found instead.</summary>
/// <param name="Finding">What was found, for people.</param>
/// <param name="Found">Complete credentials, if there are some.</param>
internal sealed record CredentialPlace(CredentialFinding Finding, Credentials? Found = null)
{
    /// <summary>Something is there but not usable. The search stops: continuing would sign with a key that nobody meant.</summary>
    public bool IsBroken { get; init; }

    /// <summary>There is no such file, or no such section in it.</summary>
    public bool IsMissing { get; init; }

    /// <summary>A role that this place says to change into.</summary>
    public AssumeRoleOptions? Role { get; init; }

    public override string ToString() => $"CredentialPlace({Finding})";

    /// <summary>Judges an id, a key and a token found together.</summary>
    public static CredentialPlace Of(
        string source, (string Name, string? Value) id, (string Name, string? Value) key, (string Name, string? Value) token)
    {
        (string Name, string? Value)[] parts = [id, key, token];
        string[] present = [.. parts.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => part.Name)];
        string[] missing = [.. new[] { id.Name, key.Name }.Except(present)];
        if (present.Length == 0)
            return new(new CredentialFinding(source, $"{id.Name} and {key.Name} are not set", missing));
        if (missing.Length > 0)
            return Broken(source, $"{Listed(present)} set, but {Listed(missing)} not", missing);
        if (parts.FirstOrDefault(part => part.Value is { } value && !IsSendable(value.Trim())).Name is { } odd)
            return Broken(source, $"{odd} has characters that are in no key (only visible ASCII is)");

        var session = string.IsNullOrWhiteSpace(token.Value) ? null : token.Value.Trim();
        return new(new CredentialFinding(source, "complete", []), new(id.Value!.Trim(), key.Value!.Trim(), session) { Source = source });

        static string Listed(string[] names) => string.Join(" and ", names) + (names.Length == 1 ? " is" : " are");
    }

    /// <summary>Nothing is there; <paramref name="finding"/> says so.</summary>
    public static CredentialPlace Absent(string source, string finding) => new(new CredentialFinding(source, finding, []));

    /// <summary>There is no such file or section.</summary>
    public static CredentialPlace Missing(string source, string finding) => Absent(source, finding) with { IsMissing = true };

    public static CredentialPlace Broken(string source, string finding, params IReadOnlyList<string> missing)
        => new(new CredentialFinding(source, SafeText.Line(finding, SafeText.Sentence), missing)) { IsBroken = true };

    /// <summary>Id and token become headers, and the key belongs to them.</summary>
    private static bool IsSendable(string value) => value.All(letter => letter is > ' ' and <= '~');
}
