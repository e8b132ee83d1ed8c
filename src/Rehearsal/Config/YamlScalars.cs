using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>
/// The type of a scalar, by the rules of the CLI's YAML library (gopkg.in/yaml.v3): 0644 and 0o644 are octal, 1_0 is 10, yes and on are texts,
/// a date is a time. What is quoted is a text.
/// </summary>
internal static partial class YamlScalars
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    /// <returns>Null, <see cref="bool"/>, <see cref="long"/>, <see cref="ulong"/>, <see cref="double"/> or <see cref="string"/>.</returns>
    /// <exception cref="YamlErrorException">The value is not what its tag says.</exception>
    public static object? Resolve(Scalar scalar)
    {
        string tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? "" : scalar.Tag.Value;
        if (tag == TagPrefix + "binary")
            return Binary(scalar);
        object? plain = scalar.Style == ScalarStyle.Plain || tag.Length > 0 ? ResolvePlain(scalar.Value) : scalar.Value;
        return tag switch
        {
            "" => scalar.Tag.IsEmpty ? plain : scalar.Value,
            TagPrefix + "float" when plain is long or ulong => Convert.ToDouble(plain, CultureInfo.InvariantCulture),
            TagPrefix + "int" when plain is long or ulong => plain,
            TagPrefix + "float" when plain is double => plain,
            TagPrefix + "bool" when plain is bool => plain,
            TagPrefix + "null" when plain is null => plain,
            TagPrefix + "timestamp" when Timestamp(scalar.Value) is { } time => time,
            TagPrefix + "int" or TagPrefix + "float" or TagPrefix + "bool" or TagPrefix + "null" or TagPrefix + "timestamp"
                => throw new YamlErrorException($"'{scalar.Value}' is no {tag[TagPrefix.Length..]}", scalar.Start.Line),
            // Also any tag of the file's own: the CLI takes the text.
            _ => scalar.Value,
        };
    }

    internal static object? ResolvePlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        ['.', ..] => Float(text) ?? (object)text,
        [(>= '0' and <= '9') or '+' or '-', ..] => Timestamp(text) ?? Number(text.Replace("_", "", StringComparison.Ordinal)) ?? text,
        _ => text,
    };

    private static object? Number(string text)
    {
        bool negative = text[..1] == "-";
        string digits = text[0] is '+' or '-' ? text[1..] : text;
        (string body, int radix) = digits switch
        {
            ['0', 'x' or 'X', .. string rest] => (rest, 16),
            ['0', 'b' or 'B', .. string rest] => (rest, 2),
            ['0', 'o' or 'O', .. string rest] => (rest, 8),
            ['0', _, ..] => (digits[1..], 8),
            _ => (digits, 10),
        };
        if (Whole(body, radix) is { } whole)
        {
            if (negative ? whole <= 1UL << 63 : whole <= long.MaxValue)
                return negative ? unchecked(-(long)whole) : (long)whole;
            if (text[0] is not ('+' or '-'))
                return whole;
        }

        return Float(text);
    }

    /// <returns>Null where it is no such number, or one beyond 64 bits.</returns>
    private static ulong? Whole(string digits, int radix)
    {
        ulong sum = 0;
        foreach (char digit in digits)
        {
            int value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix || sum > (ulong.MaxValue - (ulong)value) / (ulong)radix)
                return null;
            sum = (sum * (ulong)radix) + (ulong)value;
        }

        return digits.Length == 0 ? null : sum;
    }

    private static double? Float(string text)
        => FloatForm().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>A date or time as the CLI writes it back: 2026-11-30 becomes 2026-11-30T00:00:00Z.</summary>
    private static string? Timestamp(string text)
    {
        Match match = TimeForm().Match(text);
        if (!match.Success)
            return null;
        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        (int year, int month, int day) = (Part("year"), Part("month"), Part("day"));
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || Part("hour") > 23 || Part("minute") > 59 || Part("second") > 59 || Part("zoneHour") > 24 || Part("zoneMinute") > 59)
        {
            return null;
        }

        string fraction = match.Groups["fraction"].Value;
        fraction = fraction.Length > 9 ? fraction[..9].TrimEnd('0') : fraction.TrimEnd('0');
        string zone = Part("zoneHour") == 0 && Part("zoneMinute") == 0 ? "Z" : match.Groups["zone"].Value;
        return string.Create(CultureInfo.InvariantCulture,
            $"{year:D4}-{month:D2}-{day:D2}T{Part("hour"):D2}:{Part("minute"):D2}:{Part("second"):D2}{(fraction.Length == 0 ? "" : "." + fraction)}{zone}");
    }

    private static string Binary(Scalar scalar)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(scalar.Value));
        }
        catch (Exception wrong) when (wrong is FormatException or DecoderFallbackException)
        {
            throw new YamlErrorException("a value with the tag !!binary is not the Base64 of a text", scalar.Start.Line);
        }
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex FloatForm();

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})"
        + @"([Tt](?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(\.(?<fraction>[0-9]+))?(Z|(?<zone>[-+](?<zoneHour>[0-9]{2}):(?<zoneMinute>[0-9]{2})))"
        + @"| (?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(\.(?<fraction>[0-9]+))?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TimeForm();
}
