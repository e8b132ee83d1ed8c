namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// Finds credentials in the order of <see cref="CredentialSource.Order"/>, then changes into a role if one is wanted. Kept in memory only, and looked
/// for again before they end and when the service does not know them any more.
/// </summary>
/// <remarks>
/// The first complete place counts. A place that was named and has none, and one that holds half of a key or is broken, ends the search with an
/// error: continuing would sign with a key that nobody meant. When a renewal fails while the old credentials still hold, those stay in use.
/// </remarks>
public sealed class CredentialChain : ICredentialSource, IDisposable
{
    /// <summary>After a renewal that failed although there was no hurry yet.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly CredentialOptions _options;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _searching = new(1, 1);
    private volatile Held? _held;

    /// <summary>Makes a chain; nothing is looked at before the first call needs credentials.</summary>
    /// <param name="options">Where to look.</param>
    /// <param name="clock">What the end of temporary credentials is compared with.</param>
    /// <exception cref="ArgumentException">An option is out of its range; all such are named.</exception>
    public CredentialChain(CredentialOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _options = options.Validated();
        _clock = clock;
    }

    /// <summary>The region: the option, else the variable TENCENTCLOUD_REGION, else what the tccli profile says, else
    /// <see langword="null"/>.</summary>
    /// <param name="options">Where to look.</param>
    /// <exception cref="ArgumentException">What was found is not the id of a region, or the profile's file is broken; the message names the
    /// place.</exception>
    public static string? FindRegion(CredentialOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        const string variable = "TENCENTCLOUD_REGION";
        var (place, region) = options.Region is { Length: > 0 } given ? ("region", given)
            : options.Setting(variable) is { } set ? (variable, set)
            : ("The region of the tccli profile", RegionOfProfile(options));
        return region is null || RegionName.IsValid(region) ? region : throw new ArgumentException($"{place} {RegionName.Rule(region)}.");
    }

    private static string? RegionOfProfile(CredentialOptions options)
    {
        var name = options.Profile ?? options.ProfileVariable()?.Value;
        return name is null || TccliProfile.IsName(name) ? new TccliProfile(options, name).Region() : null;
    }

    /// <inheritdoc/>
    /// <exception cref="CloudException">Changing into the role did not work.</exception>
    public async ValueTask<Credentials> GetAsync(CancellationToken cancellationToken)
    {
        if (_held is { } fresh && _clock.GetUtcNow() < fresh.RenewAt)
            return fresh.Credentials;

        await _searching.WaitAsync(cancellationToken).ConfigureAwait(false); // one search for all that need it
        try
        {
            if (_held is { } found && _clock.GetUtcNow() < found.RenewAt)
                return found.Credentials;
            return await SearchAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _searching.Release();
        }
    }

    /// <inheritdoc/>
    public void Invalidate(Credentials refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        var held = _held;
        if (held is not null && held.Credentials == refused)
            Interlocked.CompareExchange(ref _held, null, held);
    }

    /// <summary>Forgets the credentials.</summary>
    public void Dispose() => _searching.Dispose();

    private async Task<Credentials> SearchAsync(CancellationToken cancellationToken)
    {
        var old = _held;
        try
        {
            var context = new CredentialContext(_options, _clock, cancellationToken);
            var (found, role) = await CredentialSearch.RunAsync(context).ConfigureAwait(false);
            if (role is not null)
                found = await RoleSession.BeginAsync(context, role, found).ConfigureAwait(false);
            _held = new(found, found.ExpiresAt is { } end ? RenewalOf(end) : DateTimeOffset.MaxValue);
            return found;
        }
        catch (Exception failure) when (failure is CloudException or CredentialException && old?.Credentials.ExpiresAt > _clock.GetUtcNow())
        {
            _held = old with { RenewAt = _clock.GetUtcNow() + PauseAfterFailure };
            return old.Credentials;
        }
    }

    /// <summary>Never more than a quarter of their life before the end, else a short session would have to be renewed as soon as it is there.</summary>
    private DateTimeOffset RenewalOf(DateTimeOffset end)
    {
        var quarter = (end - _clock.GetUtcNow()) / 4;
        return end - (quarter < _options.RenewBefore ? quarter : _options.RenewBefore);
    }

    private sealed record Held(Credentials Credentials, DateTimeOffset RenewAt);
}
