using TencentcloudRefresh.Protocol.Values;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>
/// Provider entries are resources too, and this is who makes them: check and diff go to the plugin's configuration methods,
/// create and update load and configure it. Other resources then find their provider here by reference.
/// </summary>
/// <param name="preview">Ids of new providers are not known, and one with unknown settings is not configured.</param>
internal sealed class ProviderRegistry(PluginHost host, bool preview, EventStream events) : IProvider
{
    /// <summary>Stands for an id that is not known yet, as the engine writes it on the wire.</summary>
    public const string UnknownId = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private const string InternalKey = "__internal";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<IPlugin>> _byUrn = new(StringComparer.Ordinal);
    private readonly Dictionary<ProviderReference, IProvider> _ready = [];

    /// <exception cref="ProviderException">Nothing of that name was registered in this run.</exception>
    public IProvider Get(string reference)
    {
        lock (_gate)
        {
            return _ready.TryGetValue(ProviderReference.Parse(reference), out IProvider? provider)
                ? provider
                : throw new ProviderException($"Provider {reference} was not registered in this run.");
        }
    }

    /// <summary>The provider of an entry that only the state knows, configured as the state says.</summary>
    /// <exception cref="ProviderException">The state has no such provider, or it cannot be configured.</exception>
    public async Task<IProvider> EnsureAsync(string reference, Func<ProviderReference, ResourceState?> find, CancellationToken cancellationToken)
    {
        ProviderReference wanted = ProviderReference.Parse(reference);
        lock (_gate)
        {
            if (_ready.TryGetValue(wanted, out IProvider? provider))
                return provider;
        }

        ResourceState state = find(wanted) ?? throw new ProviderException($"The state names provider {reference} and does not have it.");
        await SameAsync(state, cancellationToken);
        return Get(reference);
    }

    /// <summary>Nothing changes about this provider: it is configured as it stands.</summary>
    public async Task SameAsync(ResourceState state, CancellationToken cancellationToken)
        => await ReadyAsync(new(state.Urn, state.Id), state.Inputs, cancellationToken);

    public async Task<CheckAnswer> CheckAsync(CheckQuestion question, CancellationToken cancellationToken)
    {
        IPlugin plugin = await PluginOfAsync(question.Urn, cancellationToken);
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

    public async Task<DiffResult> DiffAsync(DiffQuestion question, CancellationToken cancellationToken)
    {
        IPlugin plugin = await PluginOfAsync(question.Urn, cancellationToken);
        return await plugin.DiffConfigAsync(
            question with
            {
                OldInputs = Visible(question.OldInputs),
                OldOutputs = Visible(question.OldOutputs),
                NewInputs = Visible(question.NewInputs),
            },
            cancellationToken);
    }

    public async Task<ResourceAnswer> CreateAsync(CreateOrder order, CancellationToken cancellationToken)
    {
        string id = preview ? UnknownId : Guid.NewGuid().ToString();
        await ReadyAsync(new(order.Urn, id), order.Inputs, cancellationToken);
        return new(id, order.Inputs);
    }

    public async Task<ResourceAnswer> UpdateAsync(UpdateOrder order, CancellationToken cancellationToken)
    {
        await ReadyAsync(new(order.Urn, order.Id), order.NewInputs, cancellationToken);
        return new(order.Id, order.NewInputs);
    }

    public Task<ResourceAnswer> ReadAsync(ReadQuestion question, CancellationToken cancellationToken)
        => throw new ProviderException("A provider cannot be read.");

    /// <summary>Nothing to delete: its process ends with the operation.</summary>
    public Task DeleteAsync(DeleteOrder order, CancellationToken cancellationToken) => Task.CompletedTask;

    private static PropertyMap Visible(PropertyMap inputs) => inputs.Without(InternalKey);

    private async Task ReadyAsync(ProviderReference reference, PropertyMap inputs, CancellationToken cancellationToken)
    {
        IPlugin plugin = await PluginOfAsync(reference.Urn, cancellationToken);
        IProvider provider = plugin;
        string package = Urns.PackageOf(Urns.TypeOf(reference.Urn));
        if (preview && inputs.HasUnknown())
            provider = new UnconfiguredProvider(plugin.Title, events);
        else
        {
            PropertyMap told = host.Disguise(package, Visible(inputs).Without("version"));
            await plugin.ConfigureAsync(new(reference.Urn, reference.Id), told, cancellationToken);
        }

        lock (_gate)
            _ready[reference] = provider;
    }

    private async Task<IPlugin> PluginOfAsync(string urn, CancellationToken cancellationToken)
    {
        Task<IPlugin>? loading;
        lock (_gate)
        {
            if (!_byUrn.TryGetValue(urn, out loading))
                _byUrn[urn] = loading = host.LoadAsync(Urns.PackageOf(Urns.TypeOf(urn)), cancellationToken);
        }

        return await loading;
    }
}
