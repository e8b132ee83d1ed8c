using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Sends bytes, reads bytes, and tells apart what can go wrong with either.</summary>
internal sealed class SocketStage(HttpMessageInvoker http, Uri endpoint, ServiceClock time, AutoScalingClientOptions options)
{
    /// <summary>What this client takes. The service itself refuses answers above 50 MB and wants them asked for in parts; so do we, earlier: an
    /// answer costs several times its size while it is read.</summary>
    private const int LargestAnswer = 16 << 20;

    public async Task<CallOutcome> SendAsync(SignedCall signed, CancellationToken cancellationToken)
    {
        using var body = new BodyContent(signed.Call.Body, signed.ContentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = body };
        request.Headers.Host = signed.Host;
        foreach (var (name, value) in signed.Headers)
            request.Headers.TryAddWithoutValidation(name, value); // the typed Authorization header does not accept the scheme's commas

        using var attempt = new CancellationTokenSource(options.AttemptTimeout, options.NetworkClock);
        using var grace = new Grace(options, attempt, answerMatters: () => signed.Call.Action.IsWrite && body.HasLeft);
        using var asked = cancellationToken.UnsafeRegister(static grace => ((Grace)grace!).Begin(), grace);
        try
        {
            using var response = await http.SendAsync(request, attempt.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, attempt.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(attempt.Token).ConfigureAwait(false);
            return ReceivedAnswers.Read(response, answer, time.Now, endpoint);
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            // Cancelled or not, the caller must learn that something may have been made.
            return signed.Call.Action.IsWrite && body.HasLeft
                ? new CallOutcome.Broken(TransportFault.TimedOut, "the call was cancelled before its answer came", cancelled)
                : throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken); // the caller knows its own token only
        }
        catch (OperationCanceledException late)
        {
            var limit = options.AttemptTimeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            return body.HasLeft
                ? new CallOutcome.Broken(TransportFault.TimedOut, $"no answer within {limit} s", late)
                : Unreached(signed.Host, late);
        }
        catch (HttpRequestException large) when (large.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return TooLarge(signed.Call.Action);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return BrokenCalls.Of(broken, body.HasLeft, signed.Host, EnvironmentProxy.Describe(endpoint));
        }
    }

    private CallOutcome.Broken Unreached(string host, Exception late)
    {
        var proxy = EnvironmentProxy.Describe(endpoint);
        return new(TransportFault.NotSent, $"{proxy ?? host} could not be reached in time", late)
        {
            Step = proxy is null ? TransportStep.Connection : TransportStep.Proxy,
        };
    }

    /// <summary>A read is told what the service would have told, so that whoever asked asks for less.</summary>
    private CallOutcome TooLarge(CloudAction action)
    {
        var message = $"the answer is larger than the {LargestAnswer >> 20} MiB that this client takes";
        return action.IsWrite
            ? new CallOutcome.Broken(TransportFault.Garbled, message)
            : new CallOutcome.Refused(ErrorCode.ResponseSizeLimitExceeded, message, "none", time.Now, Date: null);
    }

    /// <summary>Knows whether any of it was handed to a connection: a call without its body cannot have acted, whatever went wrong.</summary>
    private sealed class BodyContent : ByteArrayContent
    {
        public BodyContent(byte[] bytes, string contentType)
            : base(bytes) => Headers.ContentType = new MediaTypeHeaderValue(contentType);

        public bool HasLeft { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            HasLeft = true;
            return base.SerializeToStreamAsync(stream, context, cancellationToken);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            HasLeft = true;
            return base.SerializeToStreamAsync(stream, context);
        }
    }
}
