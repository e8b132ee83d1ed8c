using System.Text;

namespace TencentcloudRefresh.Simulator.Model;

/// <summary>The spelling of our enumerations on the wire: <c>FailedPause</c> is <c>FAILED_PAUSE</c>.</summary>
public static class WireNames
{
    public static string Wire<T>(this T value) where T : struct, Enum => Table<T>.Names[value];

    /// <summary>The value of a wire name, or null where the name is none of this enumeration. Case counts.</summary>
    public static T? Parse<T>(string? wire) where T : struct, Enum
        => wire is not null && Table<T>.Values.TryGetValue(wire, out var value) ? value : null;

    public static IEnumerable<string> All<T>() where T : struct, Enum => Table<T>.Values.Keys;

    private static string Spell(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }

    private static class Table<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(value => value, value => Spell(value.ToString()));
        public static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
