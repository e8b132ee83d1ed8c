namespace TencentcloudRefresh.Simulator.WebConsole;

/// <summary>The page at <c>/</c> for a browser: one file, no external assets, built into the assembly.</summary>
internal static class ConsolePage
{
    private static readonly Lazy<byte[]> Page = new(Read);

    /// <summary>The page as UTF-8 HTML.</summary>
    public static ReadOnlyMemory<byte> Html => Page.Value;

    /// <summary>Nothing but the page itself may run or be fetched: a hostile text in a fleet file stays a text.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static byte[] Read()
    {
        using var stream = typeof(ConsolePage).Assembly.GetManifestResourceStream("console.html")!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
