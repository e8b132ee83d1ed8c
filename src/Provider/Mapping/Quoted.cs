using System.Globalization;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>What somebody has written, as it stands in a message: in quotation marks, harmless for a terminal, and no longer than helps.</summary>
internal static class Quoted
{
    private const int Longest = 120;

    public static string Text(string text) => text.Length <= Longest
        ? $"\"{Harmless(text)}\""
        : $"\"{Harmless(text.AsSpan(0, Longest))}…\" ({text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters)";

    /// <summary>A name, such as a key.</summary>
    public static string Cut(string name) => name.Length <= Longest ? name : $"{name.AsSpan(0, Longest)}…";

    private static string Harmless(ReadOnlySpan<char> text)
        => string.Create(text.Length, text, static (made, given) =>
        {
            for (int index = 0; index < given.Length; index++)
                made[index] = char.IsControl(given[index]) ? '\uFFFD' : given[index];
        });
}
