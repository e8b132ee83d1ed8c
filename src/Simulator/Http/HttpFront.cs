using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>Takes what the server hands over: API calls at <c>POST /</c>, people at <c>GET /</c>, control under <c>/_simulator/</c>.</summary>
internal sealed class HttpFront(SimulatorOptions options, ApiFront api, ControlEndpoints control, ErrorLog errors, SimulatedCloud cloud)
    : IHttpApplication<IFeatureCollection>, IDisposable
{
    private static readonly byte[] NothingHere = "There is nothing here. The API answers at POST /, people at GET /.\n"u8.ToArray();

    private readonly CancellationTokenSource _stopping = new();

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        // The server lets go of everything that belongs to a request.
    }

    public string CallUnsigned(string action, string json)
        => Encoding.UTF8.GetString(api.CallUnsigned(action, Encoding.UTF8.GetBytes(json), "in-process").Body);

    /// <summary>Ends whatever continues for long.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.Get<IHttpRequestFeature>()!;
        var lifetime = context.Get<IHttpRequestLifetimeFeature>()!;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(lifetime.RequestAborted, _stopping.Token);
        try
        {
            if (request.Path.StartsWith("/_simulator", StringComparison.Ordinal))
                await control.HandleAsync(new(context, request), ended.Token);
            else if (request.Path is not ("/" or ""))
                await SendAsync(context, (int)HttpStatusCode.NotFound, "text/plain; charset=utf-8", NothingHere, null, ended.Token);
            else if (request.Method is "GET" or "HEAD" && !IsApiCall(request))
                await control.WelcomeAsync(new(context, request), ended.Token);
            else
                await AnswerAsync(context, request, lifetime, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            lifetime.Abort();
        }
        catch (Exception broken) when (broken is IOException or Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            // The caller went away or broke off in the middle of what it said; the server has its own words for the latter.
            if (broken is Microsoft.AspNetCore.Http.BadHttpRequestException bad)
                context.Get<IHttpResponseFeature>()!.StatusCode = bad.StatusCode;
            else
                lifetime.Abort();
        }
        catch (Exception bug)
        {
            errors.Add(bug);
            context.Get<IHttpResponseFeature>()!.StatusCode = (int)HttpStatusCode.InternalServerError;
        }
    }

    public static async Task SendAsync(
        IFeatureCollection context, int status, string contentType, ReadOnlyMemory<byte> body, DateTimeOffset? date, CancellationToken cancellationToken)
    {
        var response = context.Get<IHttpResponseFeature>()!;
        response.StatusCode = status;
        response.Headers.ContentType = contentType;
        response.Headers.ContentLength = body.Length;
        if (date is { } time)
            response.Headers.Date = time.ToString("R", CultureInfo.InvariantCulture);
        if (context.Get<IHttpRequestFeature>()!.Method != "HEAD")
            await context.Get<IHttpResponseBodyFeature>()!.Writer.WriteAsync(body, cancellationToken);
    }

    /// <summary>Samples of the first signature method put action and signature into the address; they are told that, and not shown a page.</summary>
    private static bool IsApiCall(IHttpRequestFeature request)
        => request.Headers.ContainsKey("X-TC-Action") || request.QueryString.Contains("Action=", StringComparison.Ordinal);

    private async Task AnswerAsync(
        IFeatureCollection context, IHttpRequestFeature request, IHttpRequestLifetimeFeature lifetime, CancellationToken cancellationToken)
    {
        var (body, tooLarge) = await RequestBody.ReadAsync(request, ApiRequest.MaxBody, cancellationToken);
        var answer = await api.AnswerAsync(new(request.Method, request.Headers, body, tooLarge), cancellationToken);
        if (answer.Delay > TimeSpan.Zero)
            await Task.Delay(answer.Delay, options.CallersClock, cancellationToken);
        if (answer.Abort)
            lifetime.Abort();
        else
            await SendAsync(context, answer.Status, answer.ContentType, answer.Body, answer.Date == default ? cloud.Now : answer.Date, cancellationToken);
    }
}
