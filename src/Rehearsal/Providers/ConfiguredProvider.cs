using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>
/// A provider on its way to be configured. Nobody waits for that but the calls that need it: a refusal is reported by the resources it keeps from
/// being made, while the provider's own entry stands.
/// </summary>
internal sealed class ConfiguredProvider(IPlugin plugin, Task configured) : IProvider
{
    public Task<CheckAnswer> CheckAsync(CheckQuestion question, CancellationToken cancellationToken)
        => AfterwardsAsync(() => plugin.CheckAsync(question, cancellationToken));

    public Task<ProviderDiff> DiffAsync(DiffQuestion question, CancellationToken cancellationToken)
        => AfterwardsAsync(() => plugin.DiffAsync(question, cancellationToken));

    public Task<ResourceAnswer> CreateAsync(CreateOrder order, CancellationToken cancellationToken)
        => AfterwardsAsync(() => plugin.CreateAsync(order, cancellationToken));

    public Task<ResourceAnswer> ReadAsync(ReadQuestion question, CancellationToken cancellationToken)
        => AfterwardsAsync(() => plugin.ReadAsync(question, cancellationToken));

    public Task<ResourceAnswer> UpdateAsync(UpdateOrder order, CancellationToken cancellationToken)
        => AfterwardsAsync(() => plugin.UpdateAsync(order, cancellationToken));

    public async Task DeleteAsync(DeleteOrder order, CancellationToken cancellationToken)
    {
        await configured;
        await plugin.DeleteAsync(order, cancellationToken);
    }

    /// <exception cref="ProviderException">The function failed.</exception>
    public Task<InvokeAnswer> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken)
        => AfterwardsAsync(() => plugin.InvokeAsync(token, arguments, preview, cancellationToken));

    private async Task<T> AfterwardsAsync<T>(Func<Task<T>> call)
    {
        await configured;
        return await call();
    }
}
