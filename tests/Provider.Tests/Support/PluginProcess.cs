using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>The built executable as a process of its own, started the way the engine starts it.</summary>
internal sealed class PluginProcess : IDisposable
{
    private readonly Process _process;
    private readonly LoopbackChannel _channel;

    private PluginProcess(Process process, int port)
    {
        (_process, Port) = (process, port);
        _channel = new LoopbackChannel($"127.0.0.1:{port}");
    }

    public int Id => _process.Id;

    public int Port { get; }

    public static async Task<PluginProcess> StartAsync(string engineAddress)
    {
        var process = Run(Executable, "--logtostderr", "-v=3", engineAddress);
        string line = await process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().Soon()
            ?? throw new AssertionException($"no port: {await process.StandardError.ReadToEndAsync(CancellationToken.None).Soon()}");
        return new(process, int.Parse(line, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>Started by a shell that first does something to its surroundings; it must end by itself.</summary>
    /// <param name="script">What the shell does; <c>"$0"</c> is the executable.</param>
    public static async Task<(int ExitCode, string Errors)> StartInShellAsync(string script)
    {
        using var process = Run("/bin/sh", "-c", script, Executable);
        string errors = await process.StandardError.ReadToEndAsync(CancellationToken.None).Soon();
        await process.WaitForExitAsync(CancellationToken.None).Soon();
        return (process.ExitCode, errors);
    }

    /// <summary>The most memory that it has had so far, in MiB.</summary>
    public int PeakMebibytes()
    {
        string line = File.ReadLines($"/proc/{Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>The engine is gone: its connection closes, and nobody says goodbye.</summary>
    public void LoseEngine() => _channel.Dispose();

    public Task EndedAsync() => _process.WaitForExitAsync(CancellationToken.None).Soon();

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

    private static string Executable
    {
        get
        {
            string path = Repository.PathOf($"src/Provider/bin/{Repository.Configuration}/net10.0/pulumi-resource-tencentcloud-refresh");
            return OperatingSystem.IsWindows() ? path + ".exe" : path;
        }
    }

    private static Process Run(string file, params string[] arguments) => Process.Start(new ProcessStartInfo(file, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    public void Dispose()
    {
        _channel.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
