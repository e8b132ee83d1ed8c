using System.Text.Encodings.Web;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The last door before a text leaves for a log, an error or a reason: takes out secret texts that found their way into it,
/// for instance because the service repeated a value in its message. Nothing relies on it alone.
/// </summary>
public sealed class Redactor(IEnumerable<string> secrets)
{
    public const string Mark = "[secret]";

    /// <summary>Shorter texts occur in every sentence: taking them out would ruin the message and hide nothing.</summary>
    private const int ShortestWorthHiding = 5;

    // The longest first, so that a secret which contains another leaves no remainder.
    private readonly string[] _secrets =
        [.. secrets.SelectMany(Forms).Where(text => text.Trim().Length >= ShortestWorthHiding).Distinct(StringComparer.Ordinal).OrderByDescending(text => text.Length)];

    /// <summary>Of a secret of several lines, a line that is shorter says little and may occur in any sentence.</summary>
    private const int ShortestLine = 8;

    /// <summary>
    /// As it is, on one line, as JSON writes it, and line by line: a secret of several lines is repeated in any of these, and with white space of other
    /// people's liking.
    /// </summary>
    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        string.Concat(secret.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim(),
        JavaScriptEncoder.Default.Encode(secret),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
        .. secret.Split('\n', '\r').Select(line => line.Trim()).Where(line => line.Length >= ShortestLine),
    ];

    public string Clean(string text)
    {
        foreach (string secret in _secrets)
            text = text.Replace(secret, Mark, StringComparison.Ordinal);
        return text;
    }
}
