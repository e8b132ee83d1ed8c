using System.Net.Sockets;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>
/// Notices an engine that died without a goodbye. It ends its plugins by a signal; killed itself, it sends none. Calls in flight hear of it by their
/// own connection; this is for the process, which nobody would end any more.
/// </summary>
internal static class EngineWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    /// <summary>For one connection. In real time: sockets live in it, whatever clock the pauses run on.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);
    private const int Misses = 3;

    /// <summary>Ends once the engine's address refuses a connection, or has not taken one three times in a row.</summary>
    public static async Task EngineExitedAsync(string address, TimeProvider clock, CancellationToken cancellationToken)
    {
        int colon = address.LastIndexOf(':');
        (string host, int port) = (address[..colon], int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
        for (int missed = 0; missed < Misses; missed = await MissesAfterAsync(missed, host, port, cancellationToken))
            await Task.Delay(Pause, clock, cancellationToken);
    }

    private static async Task<int> MissesAfterAsync(int missed, string host, int port, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        using var timeout = new CancellationTokenSource(AnswerTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await socket.ConnectAsync(host, port, either.Token);
            return 0;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            // On this machine that is proof: nobody listens there any more.
            return Misses;
        }
        catch (SocketException)
        {
            return missed + 1;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return missed + 1;
        }
    }
}
