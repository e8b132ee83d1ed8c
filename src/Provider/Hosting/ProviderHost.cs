using System.Net.Sockets;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Engine;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>One plugin from its start to its end.</summary>
// 1 read the command line, and answer a person's question -> 2 listen on a free port -> 3 say which -> 4 serve until asked to stop -> 5 interrupt what runs, let it answer, close
internal static class ProviderHost
{
    private const int Fine = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    /// <summary>Far more than any stack sends, and little enough to hold: the engine itself would send 400 MiB.</summary>
    private const int MaxRequestBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Open at once; the engine queues the rest, a Cancel among them. Each rollout that the engine waits for is one, and with --parallel there may be
    /// hundreds; each costs memory, so that there is a bound: beyond it, short calls wait for one another.
    /// </summary>
    private const int MaxCalls = 1_000;

    /// <summary>Longer than an interrupted operation takes to answer, and less than the five seconds after which the engine kills.</summary>
    internal static readonly TimeSpan ShutdownGrace = OperationContext.DefaultEndWithin + TimeSpan.FromSeconds(1.5);

    /// <summary>Serves until the token ends, or until the engine that started this process is gone.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="stdout">Gets the port and a line feed, and nothing else ever: the engine reads its first line as the port. Where a person asks something, the
    /// answer.</param>
    /// <param name="clock">All waiting and all deadlines.</param>
    /// <param name="cancellationToken">The process is asked to end. What is in flight has <see cref="ShutdownGrace"/> to answer; the engine kills after five seconds.</param>
    /// <returns>The exit code: 0; 1 if the process cannot serve, with one line on standard error; 2 if the command line is not understood.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> args, TextWriter stdout, TimeProvider clock, CancellationToken cancellationToken)
        => RunAsync(args, stdout, new PluginEnvironment { Clock = clock }, cancellationToken);

    /// <inheritdoc cref="RunAsync(IReadOnlyList{string}, TextWriter, TimeProvider, CancellationToken)"/>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter stdout, PluginEnvironment environment, CancellationToken cancellationToken)
    {
        LaunchArguments launch;
        try
        {
            launch = LaunchArguments.Parse(args);
        }
        catch (FormatException misuse)
        {
            await environment.Diagnostics.WriteLineAsync(misuse.Message.AsMemory(), CancellationToken.None);
            return Misused;
        }

        if (launch.Question is { } question)
        {
            await stdout.WriteAsync((await LaunchAnswers.ToAsync(question, cancellationToken)).AsMemory(), cancellationToken);
            await stdout.FlushAsync(cancellationToken);
            return Fine;
        }

        if (environment.Problem() is { } problem)
            return await FailAsync(problem);
        try
        {
            return await ServeAsync(launch, stdout, environment, cancellationToken);
        }
        catch (Exception unable) when (unable is IOException or SocketException or UnauthorizedAccessException)
        {
            return await FailAsync($"The plugin cannot serve: {unable.Message}");
        }

        async Task<int> FailAsync(string line)
        {
            await environment.Diagnostics.WriteLineAsync(line.ReplaceLineEndings(" ").AsMemory(), CancellationToken.None);
            return Failed;
        }
    }

    private static async Task<int> ServeAsync(LaunchArguments launch, TextWriter stdout, PluginEnvironment environment, CancellationToken cancellationToken)
    {
        using var shutdown = new ShutdownSignal();
        using var engine = new EngineConnection(environment.Diagnostics, environment.Clock);
        if (launch.EngineAddress is { } address)
            engine.Connect(address);
        await using var service = new ProviderService(
            new PluginContext(
                engine, shutdown, environment.Clock, environment.Environment, environment.MetadataEndpoint, environment.Diagnostics));
        await using var server = await GrpcServer.StartAsync(methods => ProviderMethods.Bind(methods, service), Options(environment), cancellationToken);

        // A bare line feed whatever the platform: a carriage return is not part of a port.
        await stdout.WriteAsync($"{server.Port}\n".AsMemory(), cancellationToken);
        await stdout.FlushAsync(cancellationToken);

        await StopRequestedAsync(launch.EngineAddress, environment, cancellationToken);
        // Operations answer with their state before the connection closes under them.
        shutdown.Stop();
        return Fine;
    }

    private static GrpcServerOptions Options(PluginEnvironment environment) => new()
    {
        MaxRequestBytes = MaxRequestBytes,
        MaxCallsPerConnection = MaxCalls,
        ShutdownGrace = ShutdownGrace,
        HandlerFailed = (path, fault) => environment.Diagnostics.WriteLine($"{path}: {fault}"),
    };

    private static async Task StopRequestedAsync(string? engineAddress, PluginEnvironment environment, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = Task.Delay(Timeout.InfiniteTimeSpan, environment.Clock, over.Token);
        var orphaned = engineAddress is null ? asked : EngineWatch.EngineExitedAsync(engineAddress, environment.Clock, over.Token);
        await Task.WhenAny(asked, orphaned);
        await over.CancelAsync();
        await Task.WhenAll(asked, orphaned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
