namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// The ledger of the operation that a process serves. The engine calls from many threads at once: every change, and every decision that is taken on it,
/// happens under one lock.
/// </summary>
public sealed class OperationLedger
{
    private readonly Lock _gate = new();
    private StateLedger _now = StateLedger.Empty;

    internal StateLedger Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    /// <summary>Begins anew: another operation of the engine is served from here on.</summary>
    public void Clear() => Change(_ => StateLedger.Empty);

    /// <summary>Notes what Check was given.</summary>
    /// <param name="urn">Of the resource.</param>
    /// <param name="olds">The stored inputs; null for a create.</param>
    /// <param name="oldOutputs">The stored outputs, where the engine sends them; else null.</param>
    /// <param name="news">The checked inputs.</param>
    /// <returns>Why the program must not continue with the entry; null if it may.</returns>
    public string? Check(string urn, RefreshInputs? olds, RefreshOutputs? oldOutputs, WantedInputs news)
    {
        ArgumentNullException.ThrowIfNull(news);
        if (olds is null)
        {
            Change(ledger => ledger.WithEmptyCheck(urn, news));
            return null;
        }

        var entry = oldOutputs is not null && ActivityId.TryParse($"{olds.AutoScalingGroupId}/{oldOutputs.RefreshActivityId}", out var id)
            ? new LedgerEntry(urn, id, olds, oldOutputs)
            : null;
        var now = Change(ledger => ledger.WithCheck(urn, entry, news));
        return entry is null ? null : Holders.AdoptedElsewhere(now, entry);
    }

    /// <summary>Compares what is stored with what is wanted. Calls nothing.</summary>
    /// <param name="urn">Of the resource.</param>
    /// <param name="id">Null if it is not of the known form.</param>
    /// <param name="oldInputs">As stored, or as a Read has just found them.</param>
    /// <param name="oldOutputs">As stored, or as a Read has just found them.</param>
    /// <param name="news">As checked; in a preview some values may be unknown.</param>
    public DiffResult Diff(string urn, ActivityId? id, RefreshInputs oldInputs, RefreshOutputs? oldOutputs, WantedInputs news)
    {
        ArgumentNullException.ThrowIfNull(oldInputs);
        ArgumentNullException.ThrowIfNull(news);
        lock (_gate)
        {
            if (id is not null && _now.ChangeFoundBy(urn, id, news) is { } found)
            {
                _now = _now.WithoutReading(urn, id);
                return RefreshDiff.OfARead(found.Before, found.After);
            }

            var diff = RefreshDiff.Between(oldInputs, oldOutputs, news, id is not null && _now.IsImported(id));
            if (id is not null)
            {
                var outputs = oldOutputs ?? new RefreshOutputs { RefreshActivityId = id.RefreshActivityId };
                _now = _now.WithDiff(new LedgerEntry(urn, id, oldInputs, outputs), diff.Replaces, diff.Changes);
            }

            return diff;
        }
    }

    internal StateLedger Change(Func<StateLedger, StateLedger> change)
    {
        lock (_gate)
            return _now = change(_now);
    }

    internal T Change<T>(Func<StateLedger, (StateLedger Next, T Result)> change)
    {
        lock (_gate)
        {
            (_now, var result) = change(_now);
            return result;
        }
    }
}
