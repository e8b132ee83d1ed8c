using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Processes;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>Loads a plugin and gives it the engine's address.</summary>
internal delegate Task<IPlugin> LoadPlugin(string engineAddress, CancellationToken cancellationToken);

/// <summary>The plugins of one operation. A new process is loaded for each provider, as the engine does, and none outlives the operation.</summary>
internal sealed class PluginHost(
    IReadOnlyDictionary<string, LoadPlugin> sources,
    IReadOnlyDictionary<string, Func<PropertyMap, PropertyMap>> configOverrides,
    string engineAddress) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Task<IPlugin>> _loaded = [];
    private readonly Dictionary<string, Task<IPlugin>> _ahead = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _tornDown = new();

    /// <summary>Begins to load while the program is still starting. The first that asks for the package gets it.</summary>
    public void LoadAhead(string package)
    {
        lock (_gate)
            _ahead.TryAdd(package, BeginUnderGate(package));
    }

    /// <exception cref="ProviderException">Nobody serves this package.</exception>
    /// <exception cref="ProcessException">The plugin would not start.</exception>
    public async Task<IPlugin> LoadAsync(string package, CancellationToken cancellationToken)
    {
        if (!sources.ContainsKey(package))
        {
            throw new ProviderException(
                $"The rehearsal has no provider for package '{package}'. It knows {string.Join(", ", sources.Keys.Order(StringComparer.Ordinal))}.");
        }

        Task<IPlugin>? loading;
        lock (_gate)
        {
            if (!_ahead.Remove(package, out loading))
                loading = BeginUnderGate(package);
        }

        return await loading.WaitAsync(cancellationToken);
    }

    /// <summary>The settings that a plugin is reported: those of the stack, but for what must be otherwise in a rehearsal.</summary>
    public PropertyMap WithOverrides(string package, PropertyMap inputs) => configOverrides.TryGetValue(package, out var change) ? change(inputs) : inputs;

    /// <summary>Asks all plugins, at once, to end what they do.</summary>
    public async Task CancelAsync(CancellationToken cancellationToken)
        => await Task.WhenAll(Ready().Select(plugin => plugin.CancelAsync(cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        await _tornDown.CancelAsync(); // for those that are still loading
        Task<IPlugin>[] all;
        lock (_gate)
            all = [.. _loaded];
        await Task.WhenAll(all.Select(CloseAsync));
        _tornDown.Dispose();
    }

    private Task<IPlugin> BeginUnderGate(string package)
    {
        Task<IPlugin> loading = sources[package](engineAddress, _tornDown.Token);
        _loaded.Add(loading);
        return loading;
    }

    private IPlugin[] Ready()
    {
        lock (_gate)
            return [.. _loaded.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result)];
    }

    private static async Task CloseAsync(Task<IPlugin> loading)
    {
        try
        {
            await (await loading).DisposeAsync();
        }
        catch (Exception failed) when (failed is ProcessException or ProviderException or OperationCanceledException)
        {
            // Whoever waited for the plugin was reported; there is nothing to close.
        }
    }
}
