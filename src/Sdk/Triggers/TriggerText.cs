using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pulumi.TencentcloudRefresh;

/// <summary>The text of one trigger: the same for the same content, another for another, short, and silent about secrets.</summary>
internal static class TriggerText
{
    /// <summary>Longer texts are hashed: a diff of triggers is read by people.</summary>
    internal const int LongestPlain = 64;

    // 128 of SHA-256's 256 bits: two contents with the same text are not to be expected in any number of rollouts.
    private const int HashBytes = 16;

    /// <summary>A hash, or the text itself where it is neither secret nor long. A secret stays one: a weak password could be guessed from its hash.</summary>
    internal static Output<string> Of(Output<string> text, bool alwaysHashed = false)
        => Output.Tuple(text, Output.Create(Output.IsSecretAsync(text)))
            .Apply(both => Shorten(both.Item1 ?? "", alwaysHashed || both.Item2));

    /// <summary>Parts that were given, in a fixed order: <c>name=value</c>, joined by commas.</summary>
    internal static Output<string>? Parts(params (string Name, Output<string>? Value)[] parts)
    {
        var given = parts.Where(part => part.Value is not null).ToList();
        return given.Count == 0 ? null : Output
            .All(given.Select(part => part.Value!.Apply(value => $"{part.Name}={Escape(value)}")))
            .Apply(texts => string.Join(',', texts));
    }

    internal static Output<string>? Text(Input<string>? value) => value?.ToOutput();

    /// <summary>Without regard to its line ends.</summary>
    internal static Output<string>? UserData(Input<string>? value) => value?.Apply(text => LineEnds.Normalize(text ?? ""));

    internal static Output<string>? Flag(Input<bool>? value) => value?.Apply(flag => flag ? "true" : "false");

    internal static Output<string>? Number(Input<double>? value) => value?.Apply(number => number.ToString("R", CultureInfo.InvariantCulture));

    internal static Output<string>? InOrder(InputList<string>? values) => values?.Apply(items => List(items));

    /// <summary>One text an interface; what was not given of it is left out.</summary>
    internal static Output<string>? Interfaces(InputList<NetworkInterfaceItem>? values) => values?.Apply(items => List(items.Select(Interface)));

    internal static Output<string>? Sorted(InputList<string>? values)
        => values?.Apply(items => List(items.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal)));

    internal static Output<string>? Map(InputMap<string>? values)
        => values?.Apply(map => string.Join(',', map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{Escape(entry.Key)}={Escape(entry.Value)}")));

    private static string Shorten(string text, bool isHashed)
        => isHashed || text.Length > LongestPlain
            ? $"sha256:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes)).ToLowerInvariant()}"
            : text;

    private static string Interface(NetworkInterfaceItem item) => string.Join(',', new (string Name, string? Value)[]
    {
        ("type", item.InterfaceType),
        ("addresses", item.PrivateIpv4AddressCount?.ToString(CultureInfo.InvariantCulture)),
        ("securityGroups", item.SecurityGroupIds.Count > 0 ? List(item.SecurityGroupIds) : null),
        ("keep", item.IsKeepEni ? "true" : null),
    }.Where(part => part.Value is not null).Select(part => $"{part.Name}={Escape(part.Value)}"));

    private static string List(IEnumerable<string> items) => string.Join(',', items.Select(Escape));

    // So that the list "a,b" and the list of the one item "a,b" differ.
    private static string Escape(string? text)
        => (text ?? "").Replace("\\", @"\\", StringComparison.Ordinal).Replace(",", @"\,", StringComparison.Ordinal).Replace("=", @"\=", StringComparison.Ordinal);
}
