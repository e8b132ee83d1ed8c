using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
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
        ConcurrentQueue<string> message = new();
        ChildProcess process = ChildProcess.Start(options.ToChild(engineAddress), Hear, clock);
        try
        {
            // No limit for this line: a program that is compiled first may take its time. Its end before the line is an error.
            await Task.WhenAny(firstLine.Task, process.Ended).WaitAsync(cancellationToken);
            if (!firstLine.Task.IsCompleted)
                throw new ProcessException($"{options.File} ended with code {await process.Ended} before it printed its port.{Tail(message)}");
            int port = PortOf(await firstLine.Task);
            LoopbackChannel channel = new($"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
            string directory = Path.GetDirectoryName(Path.GetFullPath(options.File))!;
            string title = await GreetAsync(channel, engineAddress, directory, cancellationToken);
            return PluginClient.Over(title, channel, Patience, () => new(EndAsync(process)));
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
            message.Enqueue(line);
            while (message.Count > KeptLines)
                message.TryDequeue(out _);
        }
    }

    private async Task<IPlugin> AttachAsync(string address, string engineAddress, CancellationToken cancellationToken)
    {
        LoopbackChannel channel = new(address);
        try
        {
            string title = await GreetAsync(channel, engineAddress, directory: null, cancellationToken);
            await new ResourceProvider.ResourceProviderClient(channel.Invoker).AttachAsync(new PluginAttach { Address = engineAddress }, cancellationToken: cancellationToken);
            return PluginClient.Over(title, channel, Patience, () => ValueTask.CompletedTask);
        }
        catch (ProcessException)
        {
            channel.Dispose();
            throw;
        }
        catch (RpcException refused)
        {
            channel.Dispose();
            throw new ProcessException($"The provider at {address} cannot be attached to: {refused.Status.Detail}", refused);
        }
    }

    /// <returns>Name and version.</returns>
    private async Task<string> GreetAsync(LoopbackChannel channel, string engineAddress, string? directory, CancellationToken cancellationToken)
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
            ResourceProvider.ResourceProviderClient calls = new(channel.Invoker);
            ProviderHandshakeResponse flags = await HandshakeAsync(calls, request, cancellationToken);
            PluginInfo info = await calls.GetPluginInfoAsync(new Empty(), cancellationToken: cancellationToken);
            return flags.AcceptSecrets
                ? $"{options.Name} {info.Version}".TrimEnd()
                : throw new ProcessException($"{options.Name} at {channel.Address} does not accept secrets, which the rehearsal sends.");
        }
        catch (RpcException silent)
        {
            throw new ProcessException(options.AttachTo is { } address
                ? $"--attach {address}: no provider answers there ({silent.Status.Detail.TrimEnd('.')}). Start one by hand: it prints its port."
                : $"The provider {options.File} did not answer the handshake: {silent.Status.Detail}", silent);
        }
    }

    /// <summary>Retries only while nobody listens yet, ten seconds in all.</summary>
    private async Task<ProviderHandshakeResponse> HandshakeAsync(
        ResourceProvider.ResourceProviderClient calls, ProviderHandshakeRequest request, CancellationToken cancellationToken)
    {
        long begun = clock.GetTimestamp();
        using CancellationTokenSource over = new(GreetingBudget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        while (true)
        {
            try
            {
                return await calls.HandshakeAsync(request, cancellationToken: either.Token);
            }
            catch (RpcException early) when (early.StatusCode == StatusCode.Unavailable && clock.GetElapsedTime(begun) < GreetingBudget - RetryPause)
            {
                await Task.Delay(RetryPause, clock, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw RpcFailure.Of(StatusCode.DeadlineExceeded, $"No answer within {GreetingBudget.TotalSeconds} seconds.");
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

    private static string Tail(IEnumerable<string> message) => string.Concat(message.Select(line => $"\n  {line}"));
}
