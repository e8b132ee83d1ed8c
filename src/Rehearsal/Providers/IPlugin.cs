using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>A loaded provider, configured once before its resource calls.</summary>
internal interface IPlugin : IProvider, IAsyncDisposable
{
    /// <summary>Who it is, for messages: name and version.</summary>
    string Title { get; }

    /// <exception cref="ProviderException">The provider gave no usable answer.</exception>
    Task<CheckAnswer> CheckConfigAsync(CheckQuestion question, CancellationToken cancellationToken);

    /// <inheritdoc cref="CheckConfigAsync"/>
    Task<ProviderDiff> DiffConfigAsync(DiffQuestion question, CancellationToken cancellationToken);

    /// <inheritdoc cref="CheckConfigAsync"/>
    Task ConfigureAsync(ProviderIdentity identity, PropertyMap inputs, CancellationToken cancellationToken);

    /// <inheritdoc cref="CheckConfigAsync"/>
    Task<InvokeAnswer> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken);

    /// <summary>"Shut down soon": calls under way are to come to an end. Harmless when there are none, and sent at the end of every run.</summary>
    Task CancelAsync(CancellationToken cancellationToken);
}
