namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a delete does. Closed: these cases and no others.</summary>
internal abstract record DeleteStep
{
    private DeleteStep()
    {
    }

    /// <summary>It has ended in the state: nothing is called.</summary>
    public sealed record Nothing : DeleteStep;

    /// <summary>Only the entry leaves the state; nothing is called.</summary>
    /// <param name="Warns">Whether somebody has to know.</param>
    public sealed record DropEntry(string Why, bool Warns) : DeleteStep;

    /// <summary>The deletion must not succeed: something the program asks for would be lost without a word.</summary>
    public sealed record Fail(string Why, string NextSteps) : DeleteStep;

    /// <summary>End what is alive.</summary>
    /// <param name="RoomFor">The inputs of the rollout that replaces it; null where none does, or where they are not known.</param>
    /// <param name="Taken">The entry that was taken out of the ledger for it; null if none was there.</param>
    public sealed record End(RefreshInputs? RoomFor, LedgerEntry? Taken) : DeleteStep;
}
