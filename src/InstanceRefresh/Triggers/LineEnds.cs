using System.Text;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>User data with the line ends of Linux, letter by letter as the programs' <c>RefreshTriggers</c> makes it before it hashes.</summary>
internal static class LineEnds
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text, or Base64 of a text, with CR LF made LF. Anything else is returned as it is.</summary>
    public static string Normalize(string userData) => Decode(userData) is null ? OfText(userData) : OfBase64(userData);

    /// <summary>The text with CR LF made LF.</summary>
    public static string OfText(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Base64 of a text with CR LF made LF. What is no text, such as an archive, is returned as it is.</summary>
    public static string OfBase64(string base64)
        => Decode(base64) is { } text && text.Contains("\r\n", StringComparison.Ordinal)
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(OfText(text)))
            : base64;

    /// <returns>Null if it is not Base64, or not of a text.</returns>
    public static string? Decode(string base64)
    {
        byte[] bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out int length))
            return null;
        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
