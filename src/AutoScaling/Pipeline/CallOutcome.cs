namespace TencentcloudRefresh.AutoScaling;

/// <summary>What came of a call. Inside the pipeline failures are values; they become exceptions where they leave it
/// (<see cref="CallOutcomes"/>).</summary>
internal abstract record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>Whether this or an earlier attempt of the same call may have changed something although it failed.</summary>
    public bool MayHaveActed { get; init; }

    /// <summary>The service did it.</summary>
    public sealed record Answered(byte[] Body, string RequestId, DateTimeOffset AnsweredAt) : CallOutcome;

    /// <summary>The service said no. <paramref name="Date"/> is its clock, if it told.</summary>
    public sealed record Refused(string Code, string Message, string RequestId, DateTimeOffset AnsweredAt, DateTimeOffset? Date) : CallOutcome
    {
        public RefusalKind Kind { get; } = RefusalKinds.Of(Code);

        /// <summary>What the call was signed with.</summary>
        public Credentials? SignedWith { get; init; }
    }

    /// <summary>Nobody answered, or not understandably.</summary>
    public sealed record Broken(TransportFault Fault, string Detail, Exception? Cause = null) : CallOutcome
    {
        /// <summary>Where on its way it broke.</summary>
        public TransportStep Step { get; init; } = TransportStep.Answer;
    }
}
