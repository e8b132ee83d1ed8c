namespace TencentcloudRefresh.AutoScaling;

/// <summary>One call on its way down: the action and the bytes of its body. Each attempt is signed anew.</summary>
/// <param name="Action">The action.</param>
/// <param name="Body">Its request.</param>
/// <param name="Secret">What of the request must not be shown if the service quotes it.</param>
internal sealed record CloudCall(CloudAction Action, byte[] Body, string? Secret = null)
{
    public override string ToString() => $"CloudCall({Action.Name})";
}

/// <summary>The same with its headers, ready to go. The text form shows none of them: one is the signature.</summary>
internal sealed record SignedCall(CloudCall Call, string Host, string ContentType, IReadOnlyList<(string Name, string Value)> Headers)
{
    public override string ToString() => $"SignedCall({Call.Action.Name})";
}
