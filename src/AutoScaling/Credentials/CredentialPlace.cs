namespace TencentcloudRefresh.AutoScaling;

/// <summary>What one place of the chain gave: credentials, or what was found instead.</summary>
/// <param name="Finding">What was found, for people.</param>
/// <param name="Found">Complete credentials, if there are some.</param>
internal sealed record CredentialPlace(CredentialFinding Finding, Credentials? Found = null)
{
    /// <summary>Something is there but not usable. The search stops: going on would sign with a key that nobody meant.</summary>
    public bool IsBroken { get; init; }

    /// <summary>A role that this place says to change into.</summary>
    public AssumeRoleOptions? Role { get; init; }

    public override string ToString() => $"CredentialPlace({Finding})";

    /// <summary>Judges an id, a key and a token found together.</summary>
    public static CredentialPlace Of(
        string source, (string Name, string? Value) id, (string Name, string? Value) key, (string Name, string? Value) token)
    {
        string[] missing = [.. new[] { id, key }.Where(part => string.IsNullOrWhiteSpace(part.Value)).Select(part => part.Name)];
        if (missing.Length == 0)
        {
            var session = string.IsNullOrWhiteSpace(token.Value) ? null : token.Value.Trim();
            var credentials = new Credentials(id.Value!.Trim(), key.Value!.Trim(), session) { Source = source };
            return new CredentialPlace(new CredentialFinding(source, "complete", []), credentials);
        }

        string[] present = [.. new[] { id, key, token }.Where(part => !string.IsNullOrWhiteSpace(part.Value)).Select(part => part.Name)];
        if (present.Length == 0)
            return new CredentialPlace(new CredentialFinding(source, $"{id.Name} and {key.Name} are not set", missing));
        var half = $"{Listed(present)} set, but {Listed(missing)} not";
        return new CredentialPlace(new CredentialFinding(source, half, missing)) { IsBroken = true };

        static string Listed(string[] names) => string.Join(" and ", names) + (names.Length == 1 ? " is" : " are");
    }

    public static CredentialPlace Absent(string source, string finding) => new CredentialPlace(new CredentialFinding(source, finding, []));

    public static CredentialPlace Broken(string source, string finding)
        => new CredentialPlace(new CredentialFinding(source, finding, [])) { IsBroken = true };
}
