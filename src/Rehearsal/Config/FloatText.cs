using System.Globalization;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>Floating-point numbers as the CLI writes them back: the shortest digits, an exponent from one million on and below 0.0001.</summary>
internal static class FloatText
{
    public static string Of(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
        string sign = double.IsNegative(number) ? "-" : "";
        (string digits, int exponent) = Shortest(Math.Abs(number));
        if (exponent is >= -4 and < 6)
            return sign + Plain(digits, exponent);
        string fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):D2}");
    }

    /// <summary>The fewest digits that read back as the same number, the first one before the point.</summary>
    private static (string Digits, int Exponent) Shortest(double number)
    {
        string[] parts = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        string[] point = parts[0].Split('.');
        string all = point[0] + (point.Length > 1 ? point[1] : "");
        string digits = all.TrimStart('0');
        int exponent = point[0].Length - 1 - (all.Length - digits.Length);
        if (parts.Length > 1)
            exponent += int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return digits.Length == 0 ? ("0", 0) : (digits.TrimEnd('0') is { Length: > 0 } some ? some : "0", exponent);
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
            return $"0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
