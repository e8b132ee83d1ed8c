using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator;

/// <summary>The program: reads the command line, starts a simulator, says that it is ready and waits.</summary>
internal static class SimulatorProgram
{
    /// <returns>
    /// The exit code: 0 after a signal or help; after a message on <paramref name="errors"/>, 2 where the arguments or the files that they name are wrong, and 1 where
    /// it cannot listen.
    /// </returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
        => new CommandLine().InvokeAsync(args, output, errors, (options, stopping) => ServeAsync(options, output, errors, stopping), cancellationToken);

    /// <summary>Makes a command of another program do the same.</summary>
    public static Command AddTo(Command command, TextWriter output, TextWriter errors)
        => new CommandLine().AddTo(command, errors, (options, stopping) => ServeAsync(options, output, errors, stopping));

    private static async Task<int> ServeAsync(SimulatorOptions options, TextWriter output, TextWriter errors, CancellationToken stopping)
    {
        try
        {
            await using var simulator = await SimulatorHost.StartAsync(options, stopping);
            // The first line is for programs that wait for it; those after it are for people, and warnings go to the other stream.
            string address = simulator.Endpoint.GetLeftPart(UriPartial.Authority);
            await output.WriteLineAsync($"ready {address}");
            await output.FlushAsync(CancellationToken.None);
            foreach (string line in StartBanner.Lines(address, simulator.Cloud))
                await output.WriteLineAsync(line);
            await output.FlushAsync(CancellationToken.None);
            if (options.Replay is { TornLines: { IsEmpty: false } torn })
                await errors.WriteLineAsync($"warning: {torn.Length} lines of the recording are torn and were skipped (the first is line {torn[0]})");
            if (!IPAddress.IsLoopback(options.Address))
                await errors.WriteLineAsync($"warning: other machines can reach {options.Address} and change everything in this simulator");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception wrong) when (wrong is IOException or SocketException)
        {
            await errors.WriteLineAsync($"error: cannot listen on {options.Address}:{options.Port}: {wrong.Message.TrimEnd('.')}. --port takes another port, and --port 0 a free one.");
            return 1;
        }
        catch (Exception wrong) when (wrong is FleetFormatException or ArgumentException)
        {
            await errors.WriteLineAsync($"error: {wrong.Message}");
            return CommandLine.UsageError;
        }
    }
}
