using System.Collections.Concurrent;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>
/// Provider entries are resources too, and this is who makes them: check and diff go to the plugin's configuration methods,
/// create and update load and configure it. Other resources then find their provider here by reference.
/// </summary>
/// <param name="preview">Ids of new providers are not known.</param>
internal sealed class ProviderRegistry(PluginHost host, bool preview) : IProvider
{
    /// <summary>Stands for an id that is not known yet, as the engine writes it on the wire.</summary>
    public const string UnknownId = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private const string InternalKey = "__internal";

    private readonly ConcurrentDictionary<string, Task<IPlugin>> _checked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ProviderReference, Lazy<Task<LoadedProvider>>> _loaded = new();

    /// <exception cref="ProviderException">Nothing of that name was registered in this run.</exception>
    public async Task<ConfiguredProvider> GetAsync(string reference) => (await FindAsync(ProviderReference.Parse(reference))).Provider;

    /// <summary>
    /// The provider of an entry that only the state knows, in a process of its own and configured as the state says. So what a replaced provider
    /// has made is deleted with the settings that made it.
    /// </summary>
    /// <exception cref="ProviderException">The state has no such provider, or it cannot be loaded.</exception>
    public async Task<IProvider> EnsureAsync(string reference, Func<ProviderReference, ResourceState?> find, CancellationToken cancellationToken)
    {
        ProviderReference wanted = ProviderReference.Parse(reference);
        Lazy<Task<LoadedProvider>> loaded = _loaded.GetOrAdd(wanted, _ => new(() =>
        {
            ResourceState state = find(wanted) ?? throw new ProviderException($"The state names provider {reference} and does not have it.");
            return StandAsync(wanted, Load(wanted.Urn, cancellationToken), state.Inputs, cancellationToken);
        }));
        return (await loaded.Value).Provider;
    }

    /// <summary>Nothing changes about this provider: it is configured as it stands.</summary>
    public async Task SameAsync(string urn, ResourceState state, CancellationToken cancellationToken)
    {
        ProviderReference reference = new(urn, state.Id);
        if (!_loaded.ContainsKey(reference))
            await StandAsync(reference, state.Inputs, cancellationToken);
    }

    /// <summary>What a provider that stands says of its own settings and those of another.</summary>
    /// <exception cref="ProviderException">There is no such provider, or it gave no usable answer.</exception>
    public async Task<ProviderDiff> DiffConfigAsync(ProviderReference reference, DiffQuestion question, CancellationToken cancellationToken)
        => await DiffConfigAsync((await FindAsync(reference)).Plugin, question, cancellationToken);

    public async Task<CheckAnswer> CheckAsync(CheckQuestion question, CancellationToken cancellationToken)
    {
        IPlugin plugin = await _checked.GetOrAdd(question.Urn, urn => Load(urn, cancellationToken));
        CheckAnswer answer = await plugin.CheckConfigAsync(
            question with { Olds = Visible(question.Olds), News = Visible(question.News) }, cancellationToken);
        PropertyMap inputs = answer.Inputs;
        foreach (string key in new[] { InternalKey, "version" })
        {
            if (question.News.Find(key) is { } kept)
                inputs = inputs.With(key, kept);
        }

        return answer with { Inputs = inputs };
    }

    public async Task<ProviderDiff> DiffAsync(DiffQuestion question, CancellationToken cancellationToken)
        => await DiffConfigAsync(await _checked.GetOrAdd(question.Urn, urn => Load(urn, cancellationToken)), question, cancellationToken);

    public async Task<ResourceAnswer> CreateAsync(CreateOrder order, CancellationToken cancellationToken)
    {
        string id = preview ? UnknownId : Guid.NewGuid().ToString();
        await StandAsync(new(order.Urn, id), order.Inputs, cancellationToken);
        return new(id, order.Inputs);
    }

    public async Task<ResourceAnswer> UpdateAsync(UpdateOrder order, CancellationToken cancellationToken)
    {
        await StandAsync(new(order.Urn, order.Id), order.NewInputs, cancellationToken);
        return new(order.Id, order.NewInputs);
    }

    public Task<ResourceAnswer> ReadAsync(ReadQuestion question, CancellationToken cancellationToken)
        => throw new ProviderException("A provider cannot be read.");

    /// <summary>Nothing to delete: its process ends with the operation.</summary>
    public Task DeleteAsync(DeleteOrder order, CancellationToken cancellationToken) => Task.CompletedTask;

    private static PropertyMap Visible(PropertyMap inputs) => inputs.Without(InternalKey);

    private static Task<ProviderDiff> DiffConfigAsync(IPlugin plugin, DiffQuestion question, CancellationToken cancellationToken)
        => plugin.DiffConfigAsync(
            question with
            {
                OldInputs = Visible(question.OldInputs),
                OldOutputs = Visible(question.OldOutputs),
                NewInputs = Visible(question.NewInputs),
            },
            cancellationToken);

    private Task<LoadedProvider> FindAsync(ProviderReference reference) => _loaded.TryGetValue(reference, out Lazy<Task<LoadedProvider>>? loaded)
        ? loaded.Value
        : throw new ProviderException($"Provider {reference} was not registered in this run.");

    /// <summary>The process that has checked the settings is the one that gets them.</summary>
    private async Task StandAsync(ProviderReference reference, PropertyMap inputs, CancellationToken cancellationToken)
    {
        Task<IPlugin> loading = _checked.TryRemove(reference.Urn, out Task<IPlugin>? used) ? used : Load(reference.Urn, cancellationToken);
        Task<LoadedProvider> loaded = StandAsync(reference, loading, inputs, cancellationToken);
        _loaded[reference] = new(loaded);
        await loaded;
    }

    private async Task<LoadedProvider> StandAsync(
        ProviderReference reference, Task<IPlugin> loading, PropertyMap inputs, CancellationToken cancellationToken)
    {
        IPlugin plugin = await loading;
        if (preview && inputs.ContainsUnknown)
            throw new ProviderException($"{plugin.Title} cannot be configured in a preview: the rehearsal needs to know all its settings.");
        PropertyMap settings = host.WithOverrides(Urns.PackageOf(Urns.TypeOf(reference.Urn)), Visible(inputs).Without("version"));
        return new(plugin, new ConfiguredProvider(plugin, plugin.ConfigureAsync(new(reference.Urn, reference.Id), settings, cancellationToken)));
    }

    private Task<IPlugin> Load(string urn, CancellationToken cancellationToken)
        => host.LoadAsync(Urns.PackageOf(Urns.TypeOf(urn)), cancellationToken);

    private sealed record LoadedProvider(IPlugin Plugin, ConfiguredProvider Provider);
}
