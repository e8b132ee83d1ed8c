namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// A call did not work. Three families tell a caller what it can do about that: <see cref="CloudServiceException"/>, the service refused;
/// <see cref="CloudTransportException"/>, nobody answered in a way that could be understood; and for misuse the platform's own
/// <see cref="ArgumentException"/> and <see cref="InvalidOperationException"/> (<see cref="CredentialException"/> is one). A cancelled call is an
/// <see cref="OperationCanceledException"/> only if it cannot have changed anything. No message holds a secret or a signature.
/// </summary>
public abstract class CloudException : Exception
{
    private protected CloudException(string action, string message, bool mayHaveActed, Exception? inner)
        : base(message, inner)
    {
        Action = action;
        MayHaveActed = mayHaveActed;
    }

    /// <summary>The action that was called, for example <c>StartInstanceRefresh</c>.</summary>
    public string Action { get; }

    /// <summary>Whether the call may have changed something in the cloud although it failed. Then look before calling again; always
    /// <see langword="false"/> for reads.</summary>
    public bool MayHaveActed { get; }
}
