namespace TencentcloudRefresh.AutoScaling;

/// <summary>Nobody answered, or not in a way that could be understood. When the service said no, it is a
/// <see cref="CloudServiceException"/>.</summary>
public sealed class CloudTransportException : CloudException
{
    /// <summary>Makes one.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="fault">How the conversation broke.</param>
    /// <param name="detail">One clause about it, without secrets.</param>
    /// <param name="mayHaveActed">Whether the call may have changed something.</param>
    /// <param name="inner">What the platform said.</param>
    public CloudTransportException(string action, TransportFault fault, string detail, bool mayHaveActed, Exception? inner = null)
        : base(action, Text(action, detail, mayHaveActed), mayHaveActed, inner) => (Fault, Detail) = (fault, SafeText.Line(detail, MostDetail));

    /// <summary>How the conversation broke.</summary>
    public TransportFault Fault { get; }

    /// <summary>Where on its way the call broke.</summary>
    public TransportStep Step { get; init; } = TransportStep.Answer;

    /// <summary>The clause about it that the message holds.</summary>
    internal string Detail { get; }

    private const int MostDetail = 4 * SafeText.Sentence; // it may hold the message of another failure

    private static string Text(string action, string detail, bool mayHaveActed)
        => $"{action} got no usable answer: {SafeText.Line(detail, MostDetail)}." + (mayHaveActed ? " It may have taken effect; check before calling again." : "");
}

/// <summary>The ways in which a conversation with the service breaks.</summary>
public enum TransportFault
{
    /// <summary>The call never left: no such host, nobody listens, no TLS, no proxy.</summary>
    NotSent,

    /// <summary>The call never left, since the other side's certificate is not trusted: self-signed, for another host, or expired. Not tried
    /// again: it would be the same.</summary>
    CertificateRefused,

    /// <summary>The call left, and no answer came within <see cref="AutoScalingClientOptions.AttemptTimeout"/>.</summary>
    TimedOut,

    /// <summary>The call left, and the connection broke before the whole answer had come.</summary>
    ConnectionLost,

    /// <summary>An answer came from something on the way: an HTTP error, a page for people, a redirect.</summary>
    NotTheService,

    /// <summary>The service's answer could not be read: JSON that ends early, no request id, a wrong shape.</summary>
    Garbled,
}

/// <summary>The steps on the way of a call, in their order.</summary>
public enum TransportStep
{
    /// <summary>The name of the host was not found.</summary>
    NameLookup,

    /// <summary>The host did not take the connection.</summary>
    Connection,

    /// <summary>The proxy was not found, not reached, or did not let the call through. The message says which variable names it.</summary>
    Proxy,

    /// <summary>No TLS connection came about.</summary>
    Tls,

    /// <summary>The other side's certificate is not trusted.</summary>
    Certificate,

    /// <summary>Something that is not the service answered, with an HTTP status of its own.</summary>
    HttpStatus,

    /// <summary>The call was there; its answer did not come, or not whole, or could not be read.</summary>
    Answer,
}
