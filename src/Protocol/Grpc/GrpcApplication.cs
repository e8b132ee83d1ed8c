using System.Collections.Frozen;
using Google.Protobuf;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>What Kestrel runs for each request.</summary>
// 1 is it gRPC? -> 2 which method? -> 3 read the message -> 4 handle it under one token -> 5 answer: message and trailers, or trailers only
internal sealed class GrpcApplication(FrozenDictionary<string, UnaryEndpoints.Endpoint> endpoints, GrpcServerOptions options)
    : IHttpApplication<HttpContext>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        // Step 1: anything else is a stray HTTP client, and gets an HTTP answer.
        if (!HttpMethods.IsPost(context.Request.Method) || !WireNames.IsGrpc(context.Request.ContentType))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        context.Response.ContentType = WireNames.ContentType;
        string path = context.Request.Path.Value ?? "";
        if (!endpoints.TryGetValue(path, out UnaryEndpoints.Endpoint? endpoint))
            EndWith(context, new RpcStatus(StatusCode.Unimplemented, $"There is no method {path} here."));
        else
            await CallAsync(context, path, endpoint);
    }

    public Task StopAsync() => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    private async Task CallAsync(HttpContext context, string path, UnaryEndpoints.Endpoint endpoint)
    {
        using CallDeadline? deadline = CallDeadline.Of(context.Request.Headers[WireNames.Timeout], options.Clock);
        if (deadline is null)
        {
            EndWith(context, new RpcStatus(StatusCode.Internal, $"The header {WireNames.Timeout} is malformed."));
            return;
        }
        using var call = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token, deadline.Token);
        byte[] frame;
        try
        {
            byte[] request = await MessageFraming.ReadAsync(context.Request.Body, options.MaxRequestBytes, call.Token)
                ?? throw new RpcException(StatusCode.Internal, "The call came without a message.");
            frame = await HandleAsync(path, endpoint, request, call.Token);
        }
        catch (Exception failure)
        {
            EndWith(context, HandlerFailure.StatusOf(failure, deadline.HasPassed, _stopping.IsCancellationRequested));
            return;
        }
        await AnswerAsync(context, frame);
    }

    private async Task<byte[]> HandleAsync(string path, UnaryEndpoints.Endpoint endpoint, byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            IMessage? response = await endpoint(request, cancellationToken);
            return MessageFraming.Frame(response ?? throw new RpcException(StatusCode.Internal, $"{path} was answered with nothing at all."));
        }
        catch (Exception failure) when (failure is not (RpcException or OperationCanceledException))
        {
            options.HandlerFailed?.Invoke(path, failure);
            throw;
        }
    }

    private static async Task AnswerAsync(HttpContext context, byte[] frame)
    {
        // Declared before the first byte, since nothing can be added after the last.
        context.Response.AppendTrailer(WireNames.Status, "0");
        try
        {
            await context.Response.Body.WriteAsync(frame, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to tell.
        }
    }

    // Without a message, what would be trailers are the only headers: one frame on the wire.
    private static void EndWith(HttpContext context, RpcStatus status)
    {
        if (status.Code == StatusCode.Unimplemented)
            context.Response.Headers[WireNames.AcceptEncoding] = WireNames.NoCompression;
        foreach ((string name, string value) in StatusTrailers.Write(status))
            context.Response.Headers[name] = value;
    }
}
