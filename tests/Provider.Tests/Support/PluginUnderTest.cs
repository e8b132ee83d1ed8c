using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>The real host in this process, reached as the engine reaches it: by the port it prints, over real gRPC.</summary>
internal sealed class PluginUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly StringWriter _diagnostics = new();
    private readonly SecretScan _scan;
    private Task<int> _run = null!;
    private LoopbackChannel _channel = null!;

    private PluginUnderTest(SecretScan scan) => _scan = scan;

    public int Port { get; private set; }

    public string Diagnostics => _diagnostics.ToString();

    public static async Task<PluginUnderTest> StartAsync(SecretScan scan, TimeProvider? clock = null, IReadOnlyDictionary<string, string>? environment = null, params string[] args)
    {
        var plugin = new PluginUnderTest(scan);
        var stdout = new PortReader();
        var pluginEnvironment = new PluginEnvironment
        {
            Clock = clock ?? TimeProvider.System,
            Environment = name => environment?.GetValueOrDefault(name),
            MetadataEndpoint = new("http://127.0.0.1:1/cam/"), // nobody is there
            Diagnostics = TextWriter.Synchronized(plugin._diagnostics),
        };
        plugin._run = ProviderHost.RunAsync(args, stdout, pluginEnvironment, plugin._stopping.Token);
        plugin.Port = await stdout.PortAsync().Soon();
        plugin._channel = new LoopbackChannel($"127.0.0.1:{plugin.Port}");
        return plugin;
    }

    /// <summary>Calls as the engine does, and keeps what comes back for the search for secrets.</summary>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(ProviderCall<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken = default)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        try
        {
            var response = await method.Invoke(_channel.Invoker, request, cancellationToken).ResponseAsync.Soon();
            Remember(method.Name, response);
            return response;
        }
        catch (RpcException failure)
        {
            _scan.Saw(method.Name, failure.Status.Detail);
            if (failure.Detail<ErrorResourceInitFailed>() is { } detail)
                Remember(method.Name, detail);
            throw;
        }
    }

    /// <summary>The error that a call must end with.</summary>
    public async Task<RpcStatus> FailAsync<TRequest, TResponse>(ProviderCall<TRequest, TResponse> method, TRequest request)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        try
        {
            var response = await CallAsync(method, request, CancellationToken.None);
            throw new AssertionException($"{method.Name} should have failed and answered {response}");
        }
        catch (RpcException failure)
        {
            return RpcStatus.Of(failure);
        }
    }

    public async Task<int> StopAsync()
    {
        await _stopping.CancelAsync();
        return await _run.Soon();
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await StopAsync();
        _scan.Saw("diagnostics", Diagnostics);
        _stopping.Dispose();
    }

    /// <summary>Structs are scanned in the form that hides what is properly marked as secret; all else as it is.</summary>
    private void Remember(string where, IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            object value = field.Accessor.GetValue(message);
            _scan.Saw($"{where}.{field.Name}", value is Struct properties ? properties.Display() : value?.ToString());
        }
    }

    /// <summary>Standard output as the engine reads it: everything up to the first line feed is the port.</summary>
    private sealed class PortReader : StringWriter
    {
        private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<int> PortAsync() => _port.Task;

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await base.FlushAsync(cancellationToken);
            string written = ToString();
            if (written.EndsWith('\n') && int.TryParse(written.AsSpan(0, written.Length - 1), CultureInfo.InvariantCulture, out int port))
                _port.TrySetResult(port);
            else
                _port.TrySetException(new AssertionException($"not a port and a line feed: \"{written}\""));
        }
    }
}
