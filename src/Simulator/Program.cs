using System.Net;
using System.Net.Sockets;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Fleets;

return await new CommandLine().InvokeAsync(args, static async (options, cancellationToken) =>
{
    try
    {
        await using var simulator = await SimulatorHost.StartAsync(options, cancellationToken);
        // The first line is for programs that wait for it; whatever else is to be said goes to the other stream.
        await Console.Out.WriteLineAsync($"ready {simulator.Endpoint.GetLeftPart(UriPartial.Authority)}");
        await Console.Out.FlushAsync(CancellationToken.None);
        if (!IPAddress.IsLoopback(options.Address))
            await Console.Error.WriteLineAsync($"warning: other machines can reach {options.Address} and change everything in this simulator");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        return 0;
    }
    catch (Exception wrong) when (wrong is IOException or SocketException or FleetFormatException or ArgumentException)
    {
        await Console.Error.WriteLineAsync(wrong.InnerException is SocketException ? $"cannot listen on {options.Address}:{options.Port}: {wrong.InnerException.Message}" : wrong.Message);
        return 1;
    }
});
