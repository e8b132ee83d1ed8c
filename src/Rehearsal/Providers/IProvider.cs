using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>
/// Who makes the resources of a package. A plugin process, the part that is built in, or the engine itself for the providers' own entries.
/// The token of each call is cancelled only when everything ends at once: a first Ctrl-C is sent by <see cref="IPlugin.CancelAsync"/>.
/// </summary>
internal interface IProvider
{
    /// <exception cref="ProviderException">The provider gave no usable answer.</exception>
    Task<CheckAnswer> CheckAsync(CheckQuestion question, CancellationToken cancellationToken);

    /// <inheritdoc cref="CheckAsync"/>
    Task<ProviderDiff> DiffAsync(DiffQuestion question, CancellationToken cancellationToken);

    /// <inheritdoc cref="CheckAsync"/>
    Task<ResourceAnswer> CreateAsync(CreateOrder order, CancellationToken cancellationToken);

    /// <inheritdoc cref="CheckAsync"/>
    Task<ResourceAnswer> ReadAsync(ReadQuestion question, CancellationToken cancellationToken);

    /// <inheritdoc cref="CheckAsync"/>
    Task<ResourceAnswer> UpdateAsync(UpdateOrder order, CancellationToken cancellationToken);

    /// <inheritdoc cref="CheckAsync"/>
    Task DeleteAsync(DeleteOrder order, CancellationToken cancellationToken);
}
