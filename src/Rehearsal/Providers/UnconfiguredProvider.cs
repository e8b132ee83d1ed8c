using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>A provider in a preview whose own settings are not known yet, so that nobody can ask it anything.</summary>
internal sealed class UnconfiguredProvider(string title, EventStream events) : IProvider
{
    public Task<CheckAnswer> CheckAsync(CheckQuestion question, CancellationToken cancellationToken)
        => Task.FromResult(new CheckAnswer(question.News, []));

    public Task<DiffResult> DiffAsync(DiffQuestion question, CancellationToken cancellationToken)
    {
        events.Say(Severity.Warning, $"{title} cannot be configured yet, its settings are not all known: an update is assumed.", question.Urn);
        return Task.FromResult(DiffResult.Assumed);
    }

    public Task<ResourceAnswer> CreateAsync(CreateOrder order, CancellationToken cancellationToken)
        => Task.FromResult(new ResourceAnswer("", PropertyMap.Empty));

    public Task<ResourceAnswer> ReadAsync(ReadQuestion question, CancellationToken cancellationToken)
        => Task.FromResult(new ResourceAnswer(question.Id, PropertyMap.Empty));

    public Task<ResourceAnswer> UpdateAsync(UpdateOrder order, CancellationToken cancellationToken)
        => Task.FromResult(new ResourceAnswer(order.Id, PropertyMap.Empty));

    public Task DeleteAsync(DeleteOrder order, CancellationToken cancellationToken)
        => throw new ProviderException($"{title} is not configured: its settings are not known.");
}
