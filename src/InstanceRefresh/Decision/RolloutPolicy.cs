using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What is wanted, and what this operation may still do about it.</summary>
internal sealed record RolloutPolicy
{
    public DesiredState Desired { get; init; }

    public string ResumeMode { get; init; } = AutoScaling.ResumeMode.Retry;

    public int? ApprovedThroughBatch { get; init; }

    public WaitTarget WaitFor { get; init; }

    /// <summary>Which pauses may be resumed because they were there when the operation began.</summary>
    public ResumeTrigger ResumeTrigger { get; init; }

    /// <summary>With <see cref="ResumeTrigger.Update"/>: the batch after which the pause was reported. A pause after another one is news.</summary>
    public int? ReportedBatch { get; init; }

    /// <summary>How many failed batches this operation may still retry by itself.</summary>
    public int RetriesLeft { get; init; }

    /// <summary>Whether a rollback of the activity has been looked for; if one had been found, the decision would be about that one.</summary>
    public bool RollbackSought { get; init; }

    /// <summary>What a rollback has brought back is what the program asks for: see <see cref="AfterRollback"/>.</summary>
    public bool KeepsRollback { get; init; }

    /// <summary>The activity may be somebody else's: it is watched, and nothing is written to it.</summary>
    public bool OnlyWatches { get; init; }

    /// <summary>What the verification of the batch that was reached, or of the end, has come to.</summary>
    public VerificationVerdict Verification { get; init; }

    public VerificationAction OnVerificationFailure { get; init; }

    /// <summary>The batches after which verification and approval count; empty: after each at which the service pauses.</summary>
    public ImmutableArray<int> PauseAfterBatches { get; init; } = [];

    /// <summary>A verification that failed has had the rollout rolled back or cancelled: it is not started again under the same triggers.</summary>
    public bool UndoneByVerification { get; init; }

    /// <summary>The resource is being deleted: whatever has ended is well ended.</summary>
    public bool Deleting { get; init; }

    public static RolloutPolicy Of(RefreshInputs inputs, ResumeTrigger resumeTrigger) => new()
    {
        Desired = inputs.DesiredState,
        ResumeMode = inputs.ResumeMode,
        ApprovedThroughBatch = inputs.ApprovedThroughBatch,
        WaitFor = inputs.WaitFor,
        ResumeTrigger = resumeTrigger,
        RetriesLeft = inputs.FailureRetries,
        OnVerificationFailure = inputs.Verification?.OnFailure ?? VerificationAction.Pause,
        PauseAfterBatches = inputs.Verification?.PauseAfterBatches ?? [],
    };

    /// <summary>As the first poll of an update sees it: whoever runs it knows what was last reported, and no more.</summary>
    /// <param name="stored">What the state says; null if it holds nothing.</param>
    public static RolloutPolicy ForUpdate(RefreshInputs inputs, RefreshOutputs? stored)
        => stored is null ? ForUpdate(inputs, reported: null)
            : ForUpdate(inputs, stored.Reported ?? new(stored.Status, Situation.Of(stored).Reached)) with
            {
                KeepsRollback = AfterRollback.IsWhatIsWanted(stored, inputs),
                UndoneByVerification = stored.Verification is { IsUndone: true },
            };

    /// <param name="reported">What was last reported to the user; null for nothing.</param>
    public static RolloutPolicy ForUpdate(RefreshInputs inputs, Reported? reported)
        => reported is not null && ActivityStatus.IsPaused(reported.Status)
            ? Of(inputs, ResumeTrigger.Update) with { ReportedBatch = reported.Batch }
            : Of(inputs, ResumeTrigger.Adoption);

    public static RolloutPolicy ForDeletion { get; } = new() { Desired = DesiredState.Cancelled, Deleting = true };

    /// <summary>Whether the pause after a batch is one that the program asks for: others are resumed at once.</summary>
    public bool PausesAfter(int batch) => PauseAfterBatches.IsEmpty || PauseAfterBatches.Contains(batch);

    /// <summary>The policy once a resume has been sent: the pause that was there at the beginning is used up, or else a retry is.</summary>
    public RolloutPolicy AfterResume() => ResumeTrigger != ResumeTrigger.None
        ? this with { ResumeTrigger = ResumeTrigger.None }
        : this with { RetriesLeft = Math.Max(0, RetriesLeft - 1) };
}

/// <summary>The first poll of an operation finds pauses of earlier operations; later polls find pauses of this one.</summary>
internal enum ResumeTrigger
{
    /// <summary>Not the first poll, or a rollout that this operation has started: a pause is news and holds.</summary>
    None,

    /// <summary>The first poll of an update whose state shows a pause: whoever runs it has seen that and wants to continue.</summary>
    Update,

    /// <summary>
    /// The first poll of a create that found its own activity, or of an update whose state shows no pause: a failure is retried, yet nobody has seen
    /// a policy pause, so that one holds.
    /// </summary>
    Adoption,
}
