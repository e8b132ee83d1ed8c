namespace TencentcloudRefresh.Simulator.Model;

/// <summary>The shape of ids: a prefix and eight lowercase letters or digits.</summary>
internal static class Ids
{
    public const string Group = "asg-";
    public const string Configuration = "asc-";
    public const string Refresh = "asr-";
    public const string Scaling = "asa-";
    public const string Instance = "ins-";
    public const string Image = "img-";
    public const string Hook = "ash-";
    public const string Invocation = "inv-";

    public static bool IsId(string id, string prefix)
    {
        if (id.Length != prefix.Length + 8 || !id.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        foreach (var c in id.AsSpan(prefix.Length))
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }
}
