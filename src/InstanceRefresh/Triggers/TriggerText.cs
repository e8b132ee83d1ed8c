using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The text of a computed trigger, letter by letter as the programs' <c>RefreshTriggers</c> makes it. A test holds the two against each other.
/// </summary>
internal static class TriggerText
{
    /// <summary>Longer texts are hashed: a diff of triggers is read by people.</summary>
    internal const int LongestPlain = 64;

    /// <summary>128 of SHA-256's 256 bits.</summary>
    private const int HashBytes = 16;

    /// <summary>As it stands where it is short, else its hash.</summary>
    public static string Shorten(string text) => text.Length > LongestPlain ? Hash(text) : text;

    public static string Hash(string text)
        => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes))}";

    /// <summary><c>name=value</c>, joined by commas; parts without a value are left out. Null: none has one.</summary>
    public static string? Parts(IEnumerable<(string Name, string? Value)> parts)
    {
        var given = parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Escape(part.Value!)}").ToList();
        return given.Count == 0 ? null : string.Join(',', given);
    }

    /// <summary>The text of one item. Null: it is not given.</summary>
    public static string? Of(string item, PropertyValue? value) => value?.Unwrapped() switch
    {
        PropertyValue.Text { Value: var text } => item == "userData" ? LineEnds.Normalize(text) : text,
        PropertyValue.Bool { Value: var flag } => Flag(flag),
        PropertyValue.Number { Value: var number } => Number(number),
        PropertyValue.Array { Items: var items } when items.OfType<PropertyValue.Text>().Select(text => text.Value) is var texts
            => item == TriggerItems.KeyIds ? Keys(texts) : List(texts),
        PropertyValue.Object { Members: var members } => Map(members.Select(member => KeyValuePair.Create(member.Key, Of(item, member.Value) ?? ""))),
        _ => null,
    };

    /// <summary>Ids of key pairs: their order does not count.</summary>
    public static string Keys(IEnumerable<string> ids) => List(ids.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal));

    public static string List(IEnumerable<string> items) => string.Join(',', items.Select(Escape));

    public static string Map(IEnumerable<KeyValuePair<string, string>> members)
        => string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{Escape(member.Key)}={Escape(member.Value)}"));

    public static string? Flag(bool? flag) => flag is { } value ? (value ? "true" : "false") : null;

    public static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>So that the list "a,b" and the list of the one item "a,b" differ.</summary>
    private static string Escape(string text)
        => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace(",", @"\,", StringComparison.Ordinal).Replace("=", @"\=", StringComparison.Ordinal);
}
