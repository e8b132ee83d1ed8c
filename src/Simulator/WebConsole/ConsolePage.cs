using System.Text;

namespace TencentcloudRefresh.Simulator.WebConsole;

/// <summary>The page at <c>/</c> for a browser: one file without external assets, put together from what is built into the assembly.</summary>
internal static class ConsolePage
{
    /// <summary>In this order, since each uses what stands before it.</summary>
    private static readonly string[] Scripts = ["page.js", "timeline.js", "instances.js", "faults.js", "console.js"];

    private static readonly Lazy<byte[]> Page = new(Assemble);

    /// <summary>The page as UTF-8 HTML.</summary>
    public static ReadOnlyMemory<byte> Html => Page.Value;

    /// <summary>Nothing but the page itself may run or be fetched: a hostile text in a fleet file stays a text.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static byte[] Assemble() => Encoding.UTF8.GetBytes(Read("console.html")
        .Replace("/* style */", Read("console.css"), StringComparison.Ordinal)
        .Replace("/* script */", string.Concat(Scripts.Select(Read)), StringComparison.Ordinal));

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ConsolePage).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
