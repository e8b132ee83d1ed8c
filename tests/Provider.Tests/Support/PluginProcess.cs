using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>The built executable as a process of its own, started the way the engine starts it.</summary>
internal sealed class PluginProcess : IDisposable
{
    private readonly Process _process;
    private readonly LoopbackChannel _channel;

    private PluginProcess(Process process, int port)
    {
        _process = process;
        _channel = new LoopbackChannel($"127.0.0.1:{port}");
    }

    public int Id => _process.Id;

    public static async Task<PluginProcess> StartAsync(string engineAddress)
    {
        string path = Repository.PathOf($"src/Provider/bin/{Repository.Configuration}/net10.0/pulumi-resource-tencentcloud-refresh");
        var process = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? path + ".exe" : path, ["--logtostderr", "-v=3", engineAddress])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        string line = await process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().Soon()
            ?? throw new AssertionException($"no port: {await process.StandardError.ReadToEndAsync(CancellationToken.None).Soon()}");
        return new(process, int.Parse(line, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    public Task<TResponse> CallAsync<TRequest, TResponse>(ProviderCall<TRequest, TResponse> method, TRequest request)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
        => method.Invoke(_channel.Invoker, request, CancellationToken.None).ResponseAsync.Soon();

    /// <summary>No goodbye, no last words.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).Soon();
    }

    /// <summary>Asked to end, as the engine does; what it printed after its port comes back.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None).Soon();
        string output = await _process.StandardOutput.ReadToEndAsync(CancellationToken.None).Soon();
        await _process.WaitForExitAsync(CancellationToken.None).Soon();
        return (_process.ExitCode, output);
    }

    public void Dispose()
    {
        _channel.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
