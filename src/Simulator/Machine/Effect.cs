using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Machine;

/// <summary>What an activity's step asks of the world around it.</summary>
internal abstract record Effect
{
    /// <summary>Schedule the end of the preparation.</summary>
    public sealed record Prepare : Effect;

    public sealed record MakeSurge(int Count) : Effect;

    public sealed record RemoveSurge : Effect;

    /// <summary>Destroy surge machines without the activity waiting for it.</summary>
    public sealed record DropSurge : Effect;

    /// <summary>Begin work on these machines of the current batch.</summary>
    public sealed record StartBatch(ImmutableArray<string> InstanceIds) : Effect;

    public sealed record BatchEnded(int Number) : Effect;

    /// <summary>The group gets back what the activity took from it.</summary>
    public sealed record Release : Effect;

    /// <summary>AUTO_ROLLBACK: a rollback of this activity begins.</summary>
    public sealed record RollBack : Effect;
}

/// <summary>An activity after something happened, and what must be done about it, in order.</summary>
internal readonly record struct Turn(RefreshActivity Activity, ImmutableArray<Effect> Effects)
{
    public static implicit operator Turn(RefreshActivity activity) => new(activity, []);

    public Turn And(Effect effect) => this with { Effects = Effects.Add(effect) };
}
