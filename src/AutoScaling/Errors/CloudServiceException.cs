namespace TencentcloudRefresh.AutoScaling;

/// <summary>The service answered and said no. When nobody answered, it is a <see cref="CloudTransportException"/>.</summary>
public sealed class CloudServiceException : CloudException
{
    /// <summary>Makes one.</summary>
    /// <param name="action">The action that was called.</param>
    /// <param name="code">The code, such as <c>ResourceUnavailable.AutoScalingGroupInActivity</c>.</param>
    /// <param name="serviceMessage">The service's own words.</param>
    /// <param name="requestId">The service's id of the call.</param>
    /// <param name="answeredAt">When the service answered, by its own clock.</param>
    public CloudServiceException(string action, string code, string serviceMessage, string requestId, DateTimeOffset answeredAt)
        : this(action, code, serviceMessage, requestId, answeredAt, mayHaveActed: false)
    {
    }

    internal CloudServiceException(string action, string code, string serviceMessage, string requestId, DateTimeOffset answeredAt, bool mayHaveActed)
        : base(action, Text(action, code, serviceMessage, requestId), mayHaveActed, inner: null)
    {
        Code = SafeText.Line(code, SafeText.MaxWord);
        ServiceMessage = SafeText.Line(serviceMessage, SafeText.Sentence);
        RequestId = SafeText.Line(requestId, SafeText.MaxWord);
        AnsweredAt = answeredAt;
        Hint = ErrorHints.For(code);
        Kind = RefusalKinds.Of(code);
    }

    /// <summary>The code, <c>Class</c> or <c>Class.Detail</c>; see <see cref="ErrorCode"/>. Codes that are not documented come too.</summary>
    public string Code { get; }

    /// <summary>The service's own words, in English, without control characters; a long text is cut, and says so. They may change: match
    /// <see cref="Code"/>.</summary>
    public string ServiceMessage { get; }

    /// <summary>The service's id of the call; the vendor's support asks for it.</summary>
    public string RequestId { get; }

    /// <summary>When the service answered, by its own clock.</summary>
    public DateTimeOffset AnsweredAt { get; }

    /// <summary>What it means and what to do, in plain English. Empty for a code that says nothing to us. Part of the message.</summary>
    public string Hint { get; }

    /// <summary>What the code says about trying again.</summary>
    public RefusalKind Kind { get; }

    private static string Text(string action, string code, string serviceMessage, string requestId)
    {
        var hint = ErrorHints.For(code);
        var message = SafeText.Line(serviceMessage, SafeText.Sentence).TrimEnd('.', ' ');
        var text = $"{action} was refused with {SafeText.Line(code, SafeText.MaxWord)}: {message} (request {SafeText.Line(requestId, SafeText.MaxWord)}).";
        return hint.Length == 0 ? text : $"{text} {hint}";
    }
}
