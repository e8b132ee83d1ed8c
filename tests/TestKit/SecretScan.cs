using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace TencentcloudRefresh.TestKit;

/// <summary>
/// The one search for secrets: it remembers every text that a test has seen leave a process (logs, errors, answers, states, reports, recordings, arguments) and
/// finds the secrets among them that should not be there, also where they were put into another form. Safe to use from several threads.
/// </summary>
public sealed class SecretScan
{
    /// <summary>Shorter texts turn up by chance.</summary>
    private const int Shortest = 8;

    private readonly ConcurrentQueue<(string Where, string Text)> _texts = new();
    private readonly string[] _forms;

    /// <param name="secrets">All secrets of the test, each of at least eight characters.</param>
    public SecretScan(params IEnumerable<string> secrets)
    {
        string[] all = [.. secrets];
        if (all.Length == 0 || all.Any(secret => secret.Length < Shortest))
            throw new ArgumentException($"A secret to search for has at least {Shortest} characters, and there is one at least.", nameof(secrets));
        _forms = [.. all.SelectMany(FormsOf).Distinct(StringComparer.Ordinal)];
    }

    /// <param name="where">What it is, for the failure.</param>
    /// <param name="text">Null or empty: nothing was seen.</param>
    public void Saw(string where, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _texts.Enqueue((where, text));
    }

    /// <summary>Every file below a folder: states, reports, recordings.</summary>
    public void SawFolder(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            Saw(file, File.ReadAllText(file));
    }

    /// <summary>What anybody on the machine can read of a process: its arguments. Nothing on systems that do not show them as files.</summary>
    public void SawArguments(int processId)
    {
        string arguments = $"/proc/{processId}/cmdline";
        try
        {
            if (File.Exists(arguments))
                Saw(arguments, File.ReadAllText(arguments));
        }
        catch (IOException)
        {
            // It has ended meanwhile.
        }
    }

    /// <summary>The places that hold a secret, each with its text.</summary>
    public IReadOnlyList<string> Leaks() => [.. _texts.Where(seen => Holds(seen.Text)).Select(seen => $"{seen.Where}: {seen.Text}")];

    /// <summary>Fails where a secret was seen, and where nothing was seen at all.</summary>
    public void AssertClean()
    {
        Assert.That(_texts, Is.Not.Empty, "a search of nothing proves nothing");
        Assert.That(Leaks(), Is.Empty, "a secret was seen");
    }

    public bool Holds(string text) => _forms.Any(form => text.Contains(form, StringComparison.Ordinal));

    /// <summary>As it is, and as it looks in a URL, in JSON, in hexadecimal, and inside any longer text in base64.</summary>
    private static IEnumerable<string> FormsOf(string secret)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return JsonSerializer.Serialize(secret)[1..^1];
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        for (int shift = 0; shift < 3; shift++)
            yield return Inside(bytes, shift);
    }

    /// <summary>The part of the base64 that depends on the secret alone, where it begins so many bytes after a group of three.</summary>
    private static string Inside(byte[] secret, int shift)
    {
        string text = Convert.ToBase64String([.. new byte[shift], .. secret]);
        int begin = shift == 0 ? 0 : shift + 1;
        int end = (shift + secret.Length) * 8 / 6;
        return text[begin..end];
    }
}
