namespace TencentcloudRefresh.AutoScaling;

/// <summary>What the id of a region looks like. It becomes part of a signed header and of messages, so nothing else may be in it.</summary>
public static class RegionName
{
    /// <summary>Lower-case letters, digits and dashes, such as <c>ap-guangzhou</c>.</summary>
    public static bool IsValid(string region)
        => region is { Length: > 0 and <= 64 } && region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-');

    internal static string Rule(string region)
        => $"must be the id of a region, such as ap-guangzhou; was \"{SafeText.Line(region, 64)}\"";
}
