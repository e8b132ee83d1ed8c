using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>Options that take a number: anything else is refused with the range, not with the name of a type.</summary>
internal static class NumberOption
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static Option<T?> Make<T>(string name, string description, T from, T to, params string[] aliases) where T : struct, INumber<T>
        => new(name, aliases) { Description = description, CustomParser = given => Read(given, name, from, to) };

    private static T? Read<T>(ArgumentResult given, string name, T from, T to) where T : struct, INumber<T>
    {
        string text = given.Tokens.Count == 0 ? "" : given.Tokens[^1].Value;
        if (T.TryParse(text, Styles, CultureInfo.InvariantCulture, out T number) && number >= from && number <= to)
            return number;
        given.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from {from} to {to}, not '{text}'."));
        return null;
    }
}
