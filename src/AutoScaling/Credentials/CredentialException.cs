namespace TencentcloudRefresh.AutoScaling;

/// <summary>No complete credentials were found. The message lists every place that was looked at and what was missing there.</summary>
public sealed class CredentialException : InvalidOperationException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="searched">The places, in the order in which they were looked at.</param>
    /// <param name="inner">What the platform said.</param>
    public CredentialException(string message, IReadOnlyList<CredentialFinding> searched, Exception? inner = null)
        : base(message, inner) => Searched = searched;

    /// <summary>The places, in the order in which they were looked at.</summary>
    public IReadOnlyList<CredentialFinding> Searched { get; }

    /// <summary>Whether the last place looked at was named, or holds something, and cannot be used; <see langword="false"/> if there was nothing
    /// anywhere.</summary>
    public bool IsBroken { get; init; }
}

/// <summary>What was found at one place.</summary>
/// <param name="Source">The place, for people: "environment", "tccli profile 'default' (/home/me/.tccli/default.credential)".</param>
/// <param name="Finding">What was found, for people; never a value.</param>
/// <param name="Missing">The names of what is missing there: half a pair, or both halves.</param>
public sealed record CredentialFinding(string Source, string Finding, IReadOnlyList<string> Missing);
