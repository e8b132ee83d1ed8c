using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Verification;

/// <summary>A web server of one answer, on a real socket.</summary>
internal sealed class AnsweringPort : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private int _asked;

    /// <param name="status">The status of the n-th answer, counted from 1.</param>
    public AnsweringPort(Func<int, int> status)
    {
        _listener.Start();
        _ = AnswerAsync(status);
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/healthz?token=s3cr3t-trigger-value";

    public int Asked => _asked;

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(Func<int, int> status)
    {
        try
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync(_stopping.Token);
                var stream = caller.GetStream();
                byte[] buffer = new byte[4096];
                if (await stream.ReadAsync(buffer, _stopping.Token) > 0)
                {
                    string answer = $"HTTP/1.1 {status(Interlocked.Increment(ref _asked))} Told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stopping.Token);
                }
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The test is over, or the caller has gone.
        }
    }
}
