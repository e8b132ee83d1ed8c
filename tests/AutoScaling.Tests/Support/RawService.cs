using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A socket that says exactly these bytes to whatever it is sent, and then closes: for answers that no web server can be made to
/// give.</summary>
internal sealed class RawService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly byte[] _answer;
    private Task _serving = Task.CompletedTask;
    private int _calls;

    private RawService(string answer) => _answer = Encoding.ASCII.GetBytes(answer);

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Calls => Volatile.Read(ref _calls);

    public static RawService Start(string answer)
    {
        var service = new RawService(answer);
        service._listener.Start();
        service._serving = service.ServeAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_stopping.Token);
            var request = new StringBuilder();
            var buffer = new byte[4096];
            while (!IsWhole(request.ToString()))
            {
                var read = await socket.ReceiveAsync(buffer, _stopping.Token);
                if (read == 0)
                    break;
                request.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }

            Interlocked.Increment(ref _calls);
            await socket.SendAsync(_answer, _stopping.Token);
            socket.Shutdown(SocketShutdown.Send);
        }
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return end >= 0 && request.Length >= end + 4 + int.Parse(length?.Split(':')[1] ?? "0", CultureInfo.InvariantCulture);
    }
}
