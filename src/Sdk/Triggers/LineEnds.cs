using System.Text;

namespace Pulumi.TencentcloudRefresh;

/// <summary>User data with the line ends of Linux, whatever system the script was checked out on: otherwise another machine of the team would roll the fleet.</summary>
internal static class LineEnds
{
    // Bytes that are no text, such as an archive, stay as they are.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or Base64 of a text, with CR LF made LF. Anything else is returned as it is.</summary>
    internal static string Normalize(string userData) => Decode(userData) is { } script
        ? Contains(script) ? Convert.ToBase64String(Encoding.UTF8.GetBytes(OfText(script))) : userData
        : OfText(userData);

    private static string OfText(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static bool Contains(string text) => text.Contains("\r\n", StringComparison.Ordinal);

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
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
