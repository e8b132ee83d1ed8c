namespace TencentcloudRefresh.Refreshctl.Cloud;

/// <summary>Lets only reads through to the service, whatever an error in this tool may ask for.</summary>
internal sealed class ReadOnlyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Header = "X-TC-Action";

    /// <exception cref="InvalidOperationException">The call is no read; it was not sent.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string action = request.Headers.TryGetValues(Header, out var values) ? string.Join(",", values) : "";
        return IsRead(action)
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"refreshctl only reads: {(action.Length > 0 ? action : "a call without an action")} was not sent.");
    }

    public static bool IsRead(string action) => action.StartsWith("Describe", StringComparison.Ordinal) || action == "GetCallerIdentity";
}
