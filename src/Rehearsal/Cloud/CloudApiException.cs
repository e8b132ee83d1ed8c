namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>The service refused a call. <paramref name="code"/> is its own, such as <c>ResourceInUse.InstanceInGroup</c>.</summary>
internal sealed class CloudApiException(string action, string code, string text, string requestId)
    : Exception($"{action}: {code}: {text} (request {requestId})")
{
    public string Code { get; } = code;

    public bool IsNotFound => Code.StartsWith("ResourceNotFound", StringComparison.Ordinal);
}
