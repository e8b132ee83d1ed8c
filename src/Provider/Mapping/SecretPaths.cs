using System.Collections.Immutable;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>Which of the properties arrived as secrets, so that whatever is made from them leaves as a secret again.</summary>
/// <param name="Paths">In the engine's notation; a secret object is listed itself, not member by member.</param>
/// <param name="Texts">The secret texts themselves, for <see cref="Redactor"/> alone.</param>
internal sealed record SecretPaths(ImmutableHashSet<string> Paths, ImmutableHashSet<string> Texts)
{
    public static readonly SecretPaths None = new(
        ImmutableHashSet.Create<string>(StringComparer.Ordinal), ImmutableHashSet.Create<string>(StringComparer.Ordinal));

    public SecretPaths And(SecretPaths other) => new(Paths.Union(other.Paths), Texts.Union(other.Texts));

    /// <summary>For people and tests: how many, never which.</summary>
    public override string ToString() => $"SecretPaths({Paths.Count})";

    public static string Member(string path, string name)
        => !IsPlain(name) ? $"{path}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]"
            : path.Length == 0 ? name
            : $"{path}.{name}";

    public static string Item(string path, int index) => $"{path}[{index}]";

    private static bool IsPlain(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '$');
}
