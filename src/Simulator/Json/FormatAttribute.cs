using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Json;

/// <summary>What a member of a file has to look like beyond its type. A member that is null is not given, and has no format.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class FormatAttribute : Attribute
{
    /// <summary>To follow "must be ".</summary>
    public abstract string Expected { get; }

    public abstract bool Fits(JsonElement json);
}

/// <summary>A whole number in a range, both ends included.</summary>
internal sealed class WholeAttribute(int minimum, int maximum = int.MaxValue) : FormatAttribute
{
    public override string Expected => maximum == minimum ? minimum.ToString(CultureInfo.InvariantCulture)
        : maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}";

    public override bool Fits(JsonElement json)
        => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int number) && number >= minimum && number <= maximum;
}

/// <summary>An id of the service.</summary>
internal sealed class IdAttribute(string prefix) : FormatAttribute
{
    public override string Expected => $"{prefix} and eight lowercase letters or digits";

    public override bool Fits(JsonElement json) => json.ValueKind == JsonValueKind.String && Ids.IsId(json.GetString()!, prefix);
}

/// <summary>A text of a form.</summary>
internal sealed class PatternAttribute(string pattern, string expected) : FormatAttribute
{
    private readonly Regex _pattern = new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public override string Expected => expected;

    public override bool Fits(JsonElement json) => json.ValueKind == JsonValueKind.String && _pattern.IsMatch(json.GetString()!);
}

/// <summary>A member that may also be given as one plain value.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShortFormAttribute(Type plain, Type full) : Attribute
{
    public Type For(JsonElement json) => json.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? full : plain;
}
