using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>Auto Scaling calls for the two resources that the rehearsal makes itself: signed, unretried, JSON in and out.</summary>
/// <param name="clock">The service's time: a signature is refused when it is more than five minutes away from it.</param>
internal sealed class CloudApi(Uri endpoint, string region, CloudCredentials credentials, TimeProvider clock) : IDisposable
{
    private const string ContentType = "application/json";
    private const string Version = "2018-04-19";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <returns>The members of <c>Response</c>.</returns>
    /// <exception cref="CloudApiException">The service said no.</exception>
    /// <exception cref="HttpRequestException">Nobody answered, or not in the service's form.</exception>
    public async Task<JsonObject> CallAsync(string action, JsonObject request, CancellationToken cancellationToken)
    {
        byte[] body = Encoding.UTF8.GetBytes(request.ToJsonString());
        DateTimeOffset now = clock.GetUtcNow();
        using HttpRequestMessage message = new(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        message.Headers.TryAddWithoutValidation("Authorization", Tc3Signature.Authorization(credentials, endpoint.Authority, ContentType, body, now));
        message.Headers.Add("X-TC-Action", action);
        message.Headers.Add("X-TC-Version", Version);
        message.Headers.Add("X-TC-Timestamp", now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        message.Headers.Add("X-TC-Region", region);
        using HttpResponseMessage answer = await _http.SendAsync(message, cancellationToken);
        return Unwrap(action, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject Unwrap(string action, string text)
    {
        JsonObject response;
        try
        {
            response = JsonNode.Parse(text)?["Response"] as JsonObject ?? throw new JsonException("no Response member");
        }
        catch (JsonException broken)
        {
            throw new HttpRequestException($"{action} got an answer that is not the service's: {broken.Message}", broken);
        }

        if (response["Error"] is JsonObject error)
            throw new CloudApiException(action, TextOf(error, "Code"), TextOf(error, "Message"), TextOf(response, "RequestId"));
        return response;
    }

    private static string TextOf(JsonObject json, string key) => (string?)json[key] ?? "";
}
