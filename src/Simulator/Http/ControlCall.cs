using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>A request to a control endpoint, and the ways to answer it.</summary>
internal readonly record struct ControlCall(IFeatureCollection Context, IHttpRequestFeature Request)
{
    private const int MaxBody = 64 * 1024 * 1024;

    public string Path => Request.Path;

    public string Method => Request.Method;

    /// <summary>A whole number in the query string, or 0.</summary>
    public long Number(string name) => long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A text in the query string, or null.</summary>
    public string? Text(string name)
    {
        foreach (var part in Request.QueryString.TrimStart('?').Split('&'))
        {
            if (part.StartsWith(name + "=", StringComparison.Ordinal))
                return Uri.UnescapeDataString(part[(name.Length + 1)..]);
        }

        return null;
    }

    /// <summary>The body, up to 64 MB: a state of a hundred thousand machines is 20 MB.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> BodyAsync(CancellationToken cancellationToken)
        => (await RequestBody.ReadAsync(Request, MaxBody, cancellationToken)).Body;

    public Task JsonAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken) => JsonAsync(200, write, cancellationToken);

    public Task JsonAsync(int status, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return RawAsync(status, "application/json", buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
    }

    /// <summary>Writes as it goes, so that what is large is never in memory as a whole.</summary>
    public async Task StreamAsync(string contentType, Action<Stream> write)
    {
        var response = Context.Get<IHttpResponseFeature>()!;
        response.Headers.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        if (Method == "HEAD")
            return;
        Context.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        // Off the thread that reads the connections: a slow reader holds only this one up.
        var body = Context.Get<IHttpResponseBodyFeature>()!.Stream;
        await Task.Run(() => write(body), CancellationToken.None);
    }

    public Task ErrorsAsync(IEnumerable<string> errors, CancellationToken cancellationToken) => JsonAsync(400, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("errors");
        foreach (var error in errors)
            json.WriteStringValue(error);
        json.WriteEndArray();
        json.WriteEndObject();
    }, cancellationToken);

    public Task RawAsync(int status, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        Context.Get<IHttpResponseFeature>()!.Headers.CacheControl = "no-store";
        return HttpFront.SendAsync(Context, status, contentType, body, null, cancellationToken);
    }
}
