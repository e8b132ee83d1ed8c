namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>How a create or an update ended. Both cases carry the whole state: the resource exists. Closed.</summary>
/// <param name="Id">See <see cref="ActivityId"/>. Never empty.</param>
/// <param name="Outputs">Complete; what is stored replaces all that was stored before.</param>
public abstract record OperationResult(string Id, RefreshOutputs Outputs)
{
    private protected abstract void OnlyTheseCases();

    /// <summary>What the report of the operation is made of, until it was written. Null where none is wanted.</summary>
    internal ReportDraft? Draft { get; init; }

    /// <summary>The same end as one that is not where it should be.</summary>
    internal Incomplete Because(RefreshOutputs outputs, Explanation why) => new(Id, outputs, why.Lines) { Why = why, Draft = Draft };

    /// <summary>The rollout is where the program wants it.</summary>
    /// <param name="Warnings">What somebody should know all the same. Have been logged already.</param>
    public sealed record Done(string Id, RefreshOutputs Outputs, IReadOnlyList<string> Warnings) : OperationResult(Id, Outputs)
    {
        private protected override void OnlyTheseCases()
        {
        }
    }

    /// <summary>It is not; the engine keeps the state and calls Update next time.</summary>
    /// <param name="Reasons">What happened and what to do next. Stored and shown in clear: never a secret.</param>
    public sealed record Incomplete(string Id, RefreshOutputs Outputs, IReadOnlyList<string> Reasons) : OperationResult(Id, Outputs)
    {
        /// <summary>What <see cref="Reasons"/> are made of.</summary>
        internal Explanation Why { get; init; } = new([.. Reasons], []);

        private protected override void OnlyTheseCases()
        {
        }
    }
}
