using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a step asks to be carried out. Closed. The last effect of a step is a <see cref="Turn"/>, and no other one is.</summary>
internal abstract record RolloutEffect
{
    private RolloutEffect()
    {
    }

    public sealed record Info(string Line) : RolloutEffect;

    public sealed record Warn(string Line) : RolloutEffect;

    /// <summary>For the live display alone.</summary>
    public sealed record Show(string Line) : RolloutEffect;

    /// <summary>How far the activity is, if that is worth a line.</summary>
    public sealed record Progress(RefreshActivity Seen, DateTimeOffset At, ProgressDetails Details) : RolloutEffect;

    /// <summary>The limit that follows from the plan, from now on.</summary>
    public sealed record Limit(TimeSpan FromNow) : RolloutEffect;

    /// <summary>What leads to the next observation, or to the end.</summary>
    public abstract record Turn : RolloutEffect;

    public sealed record Poll : Turn;

    public sealed record Write(NextStep Step, RefreshActivity Seen) : Turn;

    public sealed record Seek(RefreshActivity Seen) : Turn;

    public sealed record Ask(RefreshActivity Seen, VerificationSettings Settings, VerificationQuestions Questions) : Turn;

    /// <summary>Where it should be.</summary>
    public sealed record Finish(Reached As, RefreshActivity Seen) : Turn;

    /// <summary>Not where it should be, and nothing more to be done by this operation.</summary>
    public sealed record Stop(NextStep Step, RefreshActivity Seen) : Turn;

    /// <summary>It stays paused, since too few instances would serve.</summary>
    public sealed record Refrain(RefreshActivity Seen, string Why) : Turn;

    public sealed record RunOut : Turn;

    public sealed record Stall(RefreshActivity Seen, TimeSpan Idle) : Turn;

    /// <summary>The service does not list it, and that is no delay any more.</summary>
    public sealed record Unlisted : Turn;
}
