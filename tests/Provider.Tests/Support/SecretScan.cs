using System.Collections.Concurrent;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>Remembers every text that left the plugin, and finds the secrets in it that should not be there.</summary>
internal sealed class SecretScan
{
    /// <summary>All secrets that these tests use. No test may use another.</summary>
    public const string SecretKey = "simulator-secret-key-00000000000001";
    public const string Trigger = "s3cret-user-data-digest";
    public const string Token = "s3cret-session-token";

    private static readonly string[] All = [SecretKey, Trigger, Token];

    private readonly ConcurrentQueue<(string Where, string Text)> _texts = new();

    public void Saw(string where, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _texts.Enqueue((where, text));
    }

    public IEnumerable<string> Leaks() => _texts
        .Where(seen => All.Any(secret => seen.Text.Contains(secret, StringComparison.Ordinal)))
        .Select(seen => $"{seen.Where}: {seen.Text}");
}
