using Microsoft.AspNetCore.Http.Features;

namespace TencentcloudRefresh.Simulator.Http;

internal static class RequestBody
{
    /// <summary>Reads the body, or finds that it is longer than it may be and leaves the rest.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, bool TooLarge)> ReadAsync(
        IHttpRequestFeature request, int max, CancellationToken cancellationToken)
    {
        var announced = request.Headers.ContentLength ?? -1;
        if (announced > max)
            return (default, true);
        // What is announced is believed only so far: memory is taken as bytes come.
        var buffer = new byte[announced >= 0 ? Math.Min((int)announced, 64 * 1024) : 4096];
        var read = 0;
        while (true)
        {
            if (read == buffer.Length)
            {
                if (read == announced)
                    return (buffer, false);
                if (read > max)
                    return (default, true);
                Array.Resize(ref buffer, Math.Max(256, Math.Min(buffer.Length * 2, max + 1)));
            }

            var got = await request.Body.ReadAsync(buffer.AsMemory(read), cancellationToken);
            if (got == 0)
                return (buffer.AsMemory(0, read), false);
            read += got;
        }
    }
}
