using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>
/// The provider for package <c>tencentcloud</c>, as far as a rehearsal needs it: launch configurations and scaling groups, made by calls to the
/// same service that the rollout talks to. In a real run the vendor's provider does this.
/// </summary>
internal sealed class CloudPlugin : IPlugin
{
    public const string Package = "tencentcloud";

    private readonly AutoScalingClient _api;
    private readonly Dictionary<string, ICloudResource> _kinds;
    private readonly CancellationTokenSource _cancelled = new();

    public CloudPlugin(AutoScalingClient api, Waiting waiting)
    {
        _api = api;
        _kinds = new(StringComparer.Ordinal)
        {
            [LaunchConfigurationResource.Type] = new LaunchConfigurationResource(api, waiting),
            [ScalingGroupResource.Type] = new ScalingGroupResource(api, waiting),
        };
    }

    public string Title => $"{Package} (built in)";

    public Task<CheckAnswer> CheckConfigAsync(CheckQuestion question, CancellationToken cancellationToken)
        => Task.FromResult(new CheckAnswer(question.News, []));

    public Task<ProviderDiff> DiffConfigAsync(DiffQuestion question, CancellationToken cancellationToken)
        => Task.FromResult(InputComparison.Between(question.OldInputs, question.NewInputs, []));

    /// <summary>Endpoint, region and credentials are the rehearsal's: the settings are the vendor provider's, and it is not here.</summary>
    public Task ConfigureAsync(ProviderIdentity identity, PropertyMap inputs, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CheckAnswer> CheckAsync(CheckQuestion question, CancellationToken cancellationToken)
    {
        PropertyMap inputs = PropertyMap.From(question.News.Where(input => input.Value is not PropertyValue.Null));
        return Task.FromResult(new CheckAnswer(inputs, KindOf(question.Urn).Table.Check(inputs)));
    }

    public Task<ProviderDiff> DiffAsync(DiffQuestion question, CancellationToken cancellationToken)
        => Task.FromResult(KindOf(question.Urn).Table.Diff(question.OldInputs, question.NewInputs, question.IgnoreChanges));

    public async Task<ResourceAnswer> CreateAsync(CreateOrder order, CancellationToken cancellationToken)
    {
        ICloudResource kind = KindOf(order.Urn);
        if (order.Preview)
            return new("", kind.Computed.Aggregate(order.Inputs, (outputs, name) => outputs.With(name, new PropertyValue.Unknown())));
        string id = await CallAsync(() => kind.CreateAsync(order.Inputs.Unwrapped(), cancellationToken));
        try
        {
            using CancellationTokenSource either = Interruptible(cancellationToken);
            await kind.WaitUntilReadyAsync(id, either.Token);
        }
        catch (Exception early) when (early is TimeoutException or OperationCanceledException or CloudException)
        {
            // It is there; only whether it is ready is not known.
            return new(id, order.Inputs,
                InitErrors: [early is OperationCanceledException ? $"{id} was made; waiting for it was interrupted" : early.Message]);
        }

        return await ReadBackAsync(kind, id, order.Inputs, cancellationToken);
    }

    public async Task<ResourceAnswer> UpdateAsync(UpdateOrder order, CancellationToken cancellationToken)
    {
        ICloudResource kind = KindOf(order.Urn);
        if (order.Preview)
        {
            IEnumerable<KeyValuePair<string, PropertyValue>> kept = order.OldOutputs.Where(output => kind.Computed.Contains(output.Key));
            return new(order.Id, PropertyMap.From(order.NewInputs.Concat(kept)));
        }

        await CallAsync(async () =>
        {
            await kind.UpdateAsync(order.Id, order.OldInputs.Unwrapped(), order.NewInputs.Unwrapped(), cancellationToken);
            return true;
        });
        return await ReadBackAsync(kind, order.Id, order.NewInputs, cancellationToken);
    }

    public async Task<ResourceAnswer> ReadAsync(ReadQuestion question, CancellationToken cancellationToken)
    {
        CloudObject? found = await CallAsync(() => KindOf(question.Urn).ReadAsync(question.Id, question.Inputs, cancellationToken));
        return found is null ? ResourceAnswer.NotFound : Answer(found, question.Inputs ?? PropertyMap.Empty);
    }

    public async Task DeleteAsync(DeleteOrder order, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = Interruptible(cancellationToken);
        try
        {
            await CallAsync(async () =>
            {
                await KindOf(order.Urn).DeleteAsync(order.Id, either.Token);
                return true;
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException($"Deleting {order.Id} was interrupted; what is left of it stays in the state.");
        }
    }

    public Task<InvokeAnswer> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken)
        => throw new ProviderException($"{Title} has no function {token}.");

    public Task CancelAsync(CancellationToken cancellationToken) => _cancelled.CancelAsync();

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        _cancelled.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ResourceAnswer Answer(CloudObject found, PropertyMap like)
        => new(found.Id, found.Outputs.AsSecretAs(like), found.Inputs.AsSecretAs(like));

    private static async Task<ResourceAnswer> ReadBackAsync(ICloudResource kind, string id, PropertyMap inputs, CancellationToken cancellationToken)
    {
        CloudObject found = await CallAsync(() => kind.ReadAsync(id, inputs, cancellationToken))
            ?? throw new ProviderException($"{id} was created and does not exist any more.");
        return Answer(found, inputs) with { Inputs = null };
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception refused) when (refused is CloudException or TimeoutException)
        {
            throw new ProviderException(refused.Message, refused);
        }
    }

    /// <summary>
    /// For long waits: trips at the first Ctrl-C already. A single call is soon answered, and cutting it short would lose what it made.
    /// </summary>
    private CancellationTokenSource Interruptible(CancellationToken cancellationToken)
        => CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancelled.Token);

    private ICloudResource KindOf(string urn) => _kinds.TryGetValue(Urns.TypeOf(urn), out ICloudResource? kind)
        ? kind
        : throw new ProviderException($"The rehearsal has no {Urns.TypeOf(urn)}; of package {Package} it knows {string.Join(" and ", _kinds.Keys.Order(StringComparer.Ordinal))}.");
}
