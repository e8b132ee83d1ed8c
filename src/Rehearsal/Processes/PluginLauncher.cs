using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>Starts a provider executable as the engine does, or attaches to one that runs already.</summary>
internal sealed class PluginLauncher(PluginOptions options, TimeProvider clock)
{
    private static readonly TimeSpan GreetingBudget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int KeptLines = 40;

    /// <exception cref="ProcessException">It did not start, did not print its port, or did not greet within ten seconds.</exception>
    public Task<IPlugin> LoadAsync(string engineAddress, CancellationToken cancellationToken) => options.AttachTo is { } address
        ? AttachAsync(address, engineAddress, cancellationToken)
        : StartAsync(engineAddress, cancellationToken);

    private async Task<IPlugin> StartAsync(string engineAddress, CancellationToken cancellationToken)
    {
        TaskCompletionSource<string> firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ConcurrentQueue<string> said = new();
        ChildProcess process = ChildProcess.Start(options.ToChild(engineAddress), Hear, clock);
        try
        {
            // No limit for this line: a program that is compiled first may take its time. Its end before the line is an error.
            await Task.WhenAny(firstLine.Task, process.Ended).WaitAsync(cancellationToken);
            if (!firstLine.Task.IsCompleted)
                throw new ProcessException($"{options.File} ended with code {await process.Ended} before it printed its port.{Tail(said)}");
            int port = PortOf(await firstLine.Task);
            UnaryChannel channel = Connect($"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
            string directory = Path.GetDirectoryName(Path.GetFullPath(options.File))!;
            PluginGreeting greeting = await GreetAsync(channel, engineAddress, directory, cancellationToken);
            return PluginClient.Over(greeting, channel, Patience, () => new(EndAsync(process)));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }

        void Hear(string line, bool isError)
        {
            if (!isError && firstLine.TrySetResult(line))
                return;
            said.Enqueue(line);
            while (said.Count > KeptLines)
                said.TryDequeue(out _);
        }
    }

    private async Task<IPlugin> AttachAsync(string address, string engineAddress, CancellationToken cancellationToken)
    {
        UnaryChannel channel = Connect(address);
        try
        {
            PluginGreeting greeting = await GreetAsync(channel, engineAddress, directory: null, cancellationToken);
            await channel.CallAsync(ResourceProviderMethods.Attach, new PluginAttach { Address = engineAddress }, cancellationToken);
            return PluginClient.Over(greeting, channel, Patience, () => ValueTask.CompletedTask);
        }
        catch (RpcException refused)
        {
            channel.Dispose();
            throw new ProcessException($"The provider at {address} cannot be attached to: {refused.Status.Message}", refused);
        }
    }

    private UnaryChannel Connect(string address) => new(address, new UnaryChannelOptions { Clock = clock });

    private async Task<PluginGreeting> GreetAsync(UnaryChannel channel, string engineAddress, string? directory, CancellationToken cancellationToken)
    {
        ProviderHandshakeRequest request = new()
        {
            EngineAddress = engineAddress,
            ConfigureWithUrn = true,
            SupportsRefreshBeforeUpdate = true,
            InvokeWithPreview = true,
            AcceptsByteString = true,
            SendsOldOutputsToCheck = true,
        };
        if (directory is not null)
            (request.RootDirectory, request.ProgramDirectory) = (directory, directory);
        try
        {
            ProviderHandshakeResponse flags = await HandshakeAsync(channel, request, cancellationToken);
            PluginInfo info = await channel.CallAsync(ResourceProviderMethods.GetPluginInfo, new Empty(), cancellationToken);
            return new(options.Name, info.Version, flags.AcceptSecrets, flags.AcceptResources);
        }
        catch (RpcException silent)
        {
            throw new ProcessException($"{options.Name} at {channel.Address} did not greet: {silent.Status.Message}", silent);
        }
    }

    /// <summary>Retries only while nobody listens yet, ten seconds in all.</summary>
    private async Task<ProviderHandshakeResponse> HandshakeAsync(
        UnaryChannel channel, ProviderHandshakeRequest request, CancellationToken cancellationToken)
    {
        long begun = clock.GetTimestamp();
        while (true)
        {
            TimeSpan left = GreetingBudget - clock.GetElapsedTime(begun);
            try
            {
                return await channel.CallAsync(ResourceProviderMethods.Handshake, request, left, cancellationToken);
            }
            catch (RpcException early) when (early.Status.Code == StatusCode.Unavailable && left > RetryPause)
            {
                await Task.Delay(RetryPause, clock, cancellationToken);
            }
        }
    }

    private static async Task EndAsync(ChildProcess process)
    {
        await process.StopAsync(Patience);
        await process.DisposeAsync();
    }

    private int PortOf(string line)
        => int.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535
        ? port
        : throw new ProcessException($"{options.File} printed '{line}' where its port belongs. Nothing else may come first on standard output.");

    private static string Tail(IEnumerable<string> said) => string.Concat(said.Select(line => $"\n  {line}"));
}
