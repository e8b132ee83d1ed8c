using System.Text;
using System.Text.RegularExpressions;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>A call of the API that was received, whatever became of it.</summary>
public sealed partial record ApiCall
{
    private const int BodyKept = 8 * 1024;

    private readonly ReadOnlyMemory<byte> _body;

    internal ApiCall(ReadOnlyMemory<byte> body) => _body = body.Length <= BodyKept ? body.ToArray() : body[..BodyKept].ToArray();

    /// <summary>Counts the calls from 1.</summary>
    public long Number { get; init; }

    /// <summary>When it came, in the service's time.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>As in X-TC-Action; empty if it was missing.</summary>
    public required string Action { get; init; }

    /// <summary>Whose key pair it claimed; empty if none could be read.</summary>
    public required string SecretId { get; init; }

    public required string RequestId { get; init; }

    /// <summary>As in X-TC-Region.</summary>
    public string Region { get; init; } = "";

    /// <summary>The code it was refused with; null if it was carried out.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The planned fault that changed it, if one did.</summary>
    public string? Fault { get; init; }

    /// <summary>The body as it came, passwords and tokens blotted out, the first 8 KB of it.</summary>
    public string Body
    {
        get
        {
            var text = Encoding.UTF8.GetString(_body.Span);
            return text.Contains("Password", StringComparison.Ordinal) || text.Contains("WebIdentityToken", StringComparison.Ordinal)
                ? Secret().Replace(text, "$1\"***\"")
                : text;
        }
    }

    [GeneratedRegex("""("(?:Password|WebIdentityToken)"\s*:\s*)"(\\.|[^"\\])*"?""", RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
