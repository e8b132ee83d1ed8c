using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>In which region and account this process works. An activity of another one looks as if it did not exist.</summary>
internal sealed class CloudIdentity(AutoScalingClient client)
{
    private volatile Task<string?>? _account;

    public string Region => client.Region;

    /// <summary>The account, if it has been asked and told by now: nothing waits for it.</summary>
    public string? KnownAccount => _account is { IsCompletedSuccessfully: true } reported ? reported.Result : null;

    /// <summary>Asks for the account, without waiting.</summary>
    public void AskAccount() => _ = AccountAsync(CancellationToken.None);

    /// <summary>
    /// The account, or null where it cannot be reported: a host may reach the one service and not the other, a key may not be allowed to ask, and an interrupt
    /// ends the waiting.
    /// </summary>
    private async Task<string?> AccountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await (_account ??= AskAsync()).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<string?> AskAsync()
    {
        try
        {
            return (await client.GetCallerIdentityAsync(CancellationToken.None)).AccountId is { Length: > 0 } account ? account : null;
        }
        catch (Exception unknown) when (unknown is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>Why what is stored cannot be seen from here: it was made in another region or account. Null: it was made here, as far as is known.</summary>
    public async Task<string?> ElsewhereAsync(ActivityId id, RefreshOutputs? stored, CancellationToken cancellationToken)
    {
        if (stored is null)
            return null;
        if (stored.Region is { } region && region != Region)
            return Describe(id, $"region {region}", $"region {Region}");
        return stored.AccountId is { } account && await AccountAsync(cancellationToken) is { } here && here != account
            ? Describe(id, $"account {account}", $"account {here}")
            : null;
    }

    private static string Describe(ActivityId id, string made, string here)
        => $"Activity {id.RefreshActivityId} on scaling group {id.GroupId} was made in {made}, and this provider works in {here}: it cannot be seen from here, and nothing was called. "
            + $"Set region and credentials back to {made}.";
}
