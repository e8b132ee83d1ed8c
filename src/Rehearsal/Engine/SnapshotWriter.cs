using System.Collections.Immutable;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>
/// The state of a run while it continues: what an earlier run left, what this one has registered, what is under way.
/// Every change is written out before anybody acts on it, so a crash loses at most the knowledge of how the running steps ended.
/// </summary>
/// <param name="start">What the earlier run left.</param>
/// <param name="write">Keeps a snapshot; called under the writer's lock, one at a time. A preview keeps nothing.</param>
internal sealed class SnapshotWriter(Snapshot start, Action<Snapshot> write)
{
    private readonly Lock _gate = new();
    private readonly List<ResourceState> _olds = [.. start.Resources];
    private readonly List<ResourceState> _news = [];
    private readonly HashSet<ResourceState> _done = [];
    private readonly HashSet<ResourceState> _unwritten = [];
    private readonly Dictionary<ResourceState, ResourceState> _changedOlds = [];
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private readonly List<PendingOperation> _running = [];

    // Nobody knows whether these made something; only a person can say, so they are carried on.
    private ImmutableArray<PendingOperation> _unresolved = [.. start.PendingOperations.Where(pending => pending.Kind == PendingKind.Creating)];
    private bool _closed;

    /// <summary>What an earlier run began and did not see the end of, of all kinds.</summary>
    public ImmutableArray<PendingOperation> LeftOpen => start.PendingOperations;

    public Snapshot Current { get { lock (_gate) return SnapshotUnderGate(); } }

    /// <summary>The living entry that an earlier run left under this URN and that no step of this one has replaced yet.</summary>
    public ResourceState? FindOld(string urn)
    {
        lock (_gate)
            return _olds.Find(old => old.Urn == urn && !old.Delete && !_done.Contains(old));
    }

    /// <summary>A provider's entry, also one that is about to go: whatever it made is read and deleted through it.</summary>
    public ResourceState? FindProvider(ProviderReference reference)
    {
        lock (_gate)
            return _olds.Concat(_news).FirstOrDefault(state => state.Urn == reference.Urn && state.Id == reference.Id);
    }

    /// <summary>The entry that this run has registered.</summary>
    public ResourceState? FindNew(string urn)
    {
        lock (_gate)
            return _news.Find(state => state.Urn == urn);
    }

    /// <summary>Entries of earlier runs that no step of this one has replaced or removed, in their order.</summary>
    public ImmutableArray<ResourceState> RemainingOlds()
    {
        lock (_gate)
            return [.. _olds.Where(old => !_done.Contains(old))];
    }

    public void Begin(Step step)
    {
        lock (_gate)
        {
            if (step.Pending is not { } pending)
                return;
            _running.Add(pending);
            WriteUnderGate();
        }
    }

    /// <summary>The step came to an end, well or badly.</summary>
    /// <param name="result">The entry to keep; null when a failed step changes nothing, or when the resource is gone.</param>
    /// <param name="failed">A plain failure: the entries stay as they were.</param>
    public void End(Step step, ResourceState? result, bool failed)
    {
        lock (_gate)
        {
            if (_closed)
                return; // torn down: the pending operation stays in the file as the only trace
            if (step.Pending is { } pending)
                _running.RemoveAll(running => running.Kind == pending.Kind && ReferenceEquals(running.Resource, pending.Resource));
            if (!failed)
                CommitUnderGate(step, result);
            // While reads run an entry may be gone that others still name: what they find is written at once, when all are through.
            if (step.Op != StepOp.Refresh)
                WriteUnderGate();
        }
    }

    public void SetOutputs(string urn, Func<ResourceState, ResourceState> change)
    {
        lock (_gate)
        {
            int index = _news.FindIndex(state => state.Urn == urn);
            if (index < 0 || _closed)
                return;
            _news[index] = change(_news[index]);
            WriteUnderGate();
        }
    }

    /// <summary>Forgets creates of which an earlier run did not see the end.</summary>
    public void ClearPendingCreates()
    {
        lock (_gate)
        {
            _unresolved = [];
            WriteUnderGate();
        }
    }

    /// <summary>
    /// Writes what a refresh has found. Entries may have gone, and an entry points only to what stands before it: nothing must point to them any more.
    /// </summary>
    public void EndRefresh()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            HashSet<string> alive = new(StringComparer.Ordinal);
            for (int i = 0; i < _olds.Count; i++)
            {
                if (_done.Contains(_olds[i]))
                    continue;
                Swap(_olds[i], Dependencies.OnlyTo(_olds[i], alive));
                alive.Add(_olds[i].Urn);
            }

            WriteUnderGate();
        }
    }

    /// <summary>Nothing is written from here on: whoever tears a run down cannot know what the last words of its steps mean.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    private void CommitUnderGate(Step step, ResourceState? result)
    {
        ResourceState? old = step.Old is null ? null : _changedOlds.GetValueOrDefault(step.Old, step.Old);
        if (step.Op == StepOp.Refresh)
        {
            if (result is null)
                _done.Add(old!);
            else
                Swap(old!, result);
            return;
        }

        int registered = old is null ? -1 : _news.IndexOf(old);
        if (registered >= 0)
        {
            if (result is not null)
                _news[registered] = result; // imported in this run, and changed right after
            return;
        }

        if (result is not null)
            _news.Add(result);
        if (old is null)
            return;
        if (step.LeavesOld)
        {
            ResourceState condemned = old with { Delete = true };
            Swap(old, condemned);
            // Read over, or deleted by an earlier run and deleted once more: the engine's file does not wait for that.
            if (step.Op == StepOp.Read || old.PendingReplacement)
                _unwritten.Add(condemned);
        }
        else if (step is { Op: StepOp.DeleteReplaced, BeforeReplacement: true })
            Swap(old, old with { PendingReplacement = true });
        else
            _done.Add(old);
        if (result is not null && result.Urn != old.Urn)
            _renamed[old.Urn] = result.Urn;
    }

    private void Swap(ResourceState old, ResourceState changed)
    {
        int index = _olds.IndexOf(old);
        if (index < 0 || ReferenceEquals(old, changed))
            return;
        _olds[index] = changed;
        foreach (ResourceState origin in _changedOlds.Where(entry => ReferenceEquals(entry.Value, old)).Select(entry => entry.Key).ToArray())
            _changedOlds[origin] = changed;
        _changedOlds[old] = changed;
        if (_done.Remove(old))
            _done.Add(changed);
    }

    private Snapshot SnapshotUnderGate()
    {
        IEnumerable<ResourceState> remaining = _olds
            .Where(old => !_done.Contains(old) && !_unwritten.Contains(old))
            .Select(old => Dependencies.Renamed(old, _renamed));
        return new([.. _news, .. remaining], [.. _running, .. _unresolved]);
    }

    private void WriteUnderGate() => write(SnapshotUnderGate());
}
