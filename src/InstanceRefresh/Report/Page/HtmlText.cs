using System.Text;

namespace TencentcloudRefresh.InstanceRefresh.Report.Page;

internal static class HtmlText
{
    /// <summary>Harmless between tags and within a quoted attribute.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>\"'") < 0)
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                _ => safe.Append(letter),
            };
        }
        return safe.ToString();
    }
}
