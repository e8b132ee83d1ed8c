using System.Net.Sockets;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>
/// Notices an engine that died without a goodbye. It ends its plugins by a signal; killed itself, it sends none,
/// and a plugin that nobody can reach would stay in memory until the machine restarts.
/// </summary>
internal static class EngineWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    /// <summary>For one connection. In real time: sockets live in it, whatever clock the pauses run on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int Misses = 3;

    /// <summary>Ends once nobody has taken a connection at the engine's address three times in a row.</summary>
    public static async Task GoneAsync(string address, TimeProvider clock, CancellationToken cancellationToken)
    {
        int colon = address.LastIndexOf(':');
        (string host, int port) = (address[..colon], int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
        for (int missed = 0; missed < Misses; missed = await AnswersAsync(host, port, cancellationToken) ? 0 : missed + 1)
            await Task.Delay(Pause, clock, cancellationToken);
    }

    private static async Task<bool> AnswersAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await socket.ConnectAsync(host, port, either.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
