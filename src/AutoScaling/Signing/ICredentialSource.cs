namespace TencentcloudRefresh.AutoScaling;

/// <summary>Where the client gets its credentials, anew for each attempt. Must be safe to use from many calls at once.</summary>
public interface ICredentialSource
{
    /// <summary>The credentials of now. Cheap when nothing has to be renewed.</summary>
    /// <exception cref="CredentialException">There are none, or they are incomplete.</exception>
    ValueTask<Credentials> GetAsync(CancellationToken cancellationToken);

    /// <summary>The service did not know these credentials: the next <see cref="GetAsync"/> must not give the same from memory.</summary>
    /// <param name="refused">The credentials that were refused; if others are in force meanwhile, nothing is to be done.</param>
    void Invalidate(Credentials refused);
}

/// <summary>Credentials that never change.</summary>
/// <param name="credentials">The credentials.</param>
public sealed class FixedCredentials(Credentials credentials) : ICredentialSource
{
    private readonly Credentials _credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));

    /// <inheritdoc/>
    public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_credentials);

    /// <summary>Nothing can be done about them.</summary>
    public void Invalidate(Credentials refused)
    {
    }
}
