namespace TencentcloudRefresh.AutoScaling;

/// <summary>One call on its way down: the action and the bytes of its body. Each attempt is signed anew.</summary>
internal sealed record CloudCall(CloudAction Action, byte[] Body);

/// <summary>The same with its headers, ready to go. The text form shows none of them: one is the signature.</summary>
internal sealed record SignedCall(CloudCall Call, string Host, string ContentType, IReadOnlyList<(string Name, string Value)> Headers)
{
    public override string ToString() => $"SignedCall({Call.Action.Name})";
}
