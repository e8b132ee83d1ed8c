using System.Net;
using System.Text.Json;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Tells from what came whether the service did it, refused, or was not the one who answered.</summary>
internal static class ReceivedAnswers
{
    /// <param name="response">What came, without its body.</param>
    /// <param name="bytes">Its body.</param>
    /// <param name="now">The service's time, as far as known; for an answer that does not tell it.</param>
    /// <param name="endpoint">Where the call went.</param>
    public static CallOutcome Read(HttpResponseMessage response, byte[] bytes, DateTimeOffset now, Uri endpoint)
    {
        AnswerHead.Head? head;
        try
        {
            bytes = WireText.Repair(bytes);
            head = JsonSerializer.Deserialize(bytes, WireJson.Default.AnswerHead)?.Response;
        }
        catch (JsonException)
        {
            return response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is not "text/html"
                ? new CallOutcome.Broken(TransportFault.Garbled, $"{bytes.Length} bytes that are not whole JSON")
                : NotTheService(response, bytes, endpoint);
        }

        // The envelope counts, whatever the status line says: the service tells refusals with 200.
        var answeredAt = response.Headers.Date ?? now;
        return head switch
        {
            null or { RequestId: null or "", Error: null } when !response.IsSuccessStatusCode => NotTheService(response, bytes, endpoint),
            null => new CallOutcome.Broken(TransportFault.Garbled, "JSON without a Response"),
            { RequestId: null or "" } => new CallOutcome.Broken(TransportFault.Garbled, "an answer without a request id"),
            { Error: { } error } => new CallOutcome.Refused(
                SafeText.Line(error.Code ?? "", SafeText.MaxWord),
                error.Message ?? "",
                SafeText.Line(head.RequestId, SafeText.MaxWord),
                answeredAt,
                response.Headers.Date),
            _ when !response.IsSuccessStatusCode => NotTheService(response, bytes, endpoint),
            _ => new CallOutcome.Answered(bytes, SafeText.Line(head.RequestId, SafeText.MaxWord), answeredAt),
        };
    }

    private static CallOutcome.Broken NotTheService(HttpResponseMessage response, byte[] bytes, Uri endpoint)
    {
        var type = SafeText.Line(response.Content.Headers.ContentType?.MediaType ?? "no type", SafeText.MaxWord);
        var target = response.Headers.Location is { IsAbsoluteUri: true, Host.Length: > 0 } location
            ? $", a redirect to {SafeText.Line(location.Authority, SafeText.MaxWord)}"
            : "";
        return new(
            TransportFault.NotTheService,
            $"something on the way{BrokenCalls.Through(EnvironmentProxy.Describe(endpoint))} answered with HTTP {(int)response.StatusCode} and " +
            $"{bytes.Length} bytes of {type}{target}")
        {
            Step = response.StatusCode is HttpStatusCode.ProxyAuthenticationRequired ? TransportStep.Proxy : TransportStep.HttpStatus,
        };
    }
}
