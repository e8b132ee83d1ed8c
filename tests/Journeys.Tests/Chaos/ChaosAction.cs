using System.Collections.Immutable;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>One thing that happens in a scenario. A closed union; each says in a word or two what it is.</summary>
internal abstract record ChaosAction
{
    private ChaosAction()
    {
    }

    /// <summary>A reviewed change of the program: one setting of one rollout. See <see cref="RolloutProgram"/> for the names.</summary>
    public sealed record Edit(int Stack, int Rollout, string Setting, string Value) : ChaosAction
    {
        public override string ToString() => $"{Setting}{Stack}.{Rollout}={Value}";
    }

    /// <summary>A new image in the launch configuration of a rollout's group, and the trigger that follows it.</summary>
    public sealed record NewImage(int Stack, int Rollout) : ChaosAction
    {
        public override string ToString() => $"new image {Stack}.{Rollout}";
    }

    /// <summary>The service is to do something wrong.</summary>
    public sealed record Trouble(Fault Fault) : ChaosAction
    {
        public override string ToString()
            => $"fault {Fault.Kind} {Fault.Action ?? Fault.GroupId}{(Fault.GroupId is null ? $" {Fault.Phase} {Fault.Code}" : $" batch {Fault.AtBatch}")} x{Fault.Times}";
    }

    /// <summary>Somebody else does something to a group.</summary>
    public sealed record ThirdParty(ThirdPartyAct Act, int Group) : ChaosAction
    {
        public override string ToString() => $"somebody: {Act} on {Group}";
    }

    public sealed record Later(int Minutes) : ChaosAction
    {
        public override string ToString() => $"{Minutes} min later";
    }

    /// <summary>The clock of the machine that runs a stack is wrong from now on.</summary>
    public sealed record ClockStep(int Stack, int Minutes) : ChaosAction
    {
        public override string ToString() => $"clock of stack {Stack} off by {Minutes} min";
    }

    /// <summary>One command of the engine.</summary>
    public sealed record Run(int Stack, EngineCommand Command) : ChaosAction
    {
        /// <summary>Rollouts that are replaced whatever their provider says.</summary>
        public ImmutableArray<int> Replace { get; init; } = [];

        /// <summary>Rollouts that are marked first, as <c>state taint</c> does.</summary>
        public ImmutableArray<int> Taint { get; init; } = [];

        /// <summary>The only rollouts to be touched; empty for all.</summary>
        public ImmutableArray<int> Targets { get; init; } = [];

        public bool RefreshFirst { get; init; }

        public bool ContinueOnError { get; init; }

        /// <summary>What happens while it runs.</summary>
        public Incident? Incident { get; init; }

        public override string ToString()
            => $"{Command.ToString().ToLowerInvariant()} {Stack}{(RefreshFirst ? " --refresh" : "")}{List("replace", Replace)}{List("taint", Taint)}{List("target", Targets)}"
                + $"{(ContinueOnError ? " --continue-on-error" : "")}{(Incident is null ? "" : $" ({Incident})")}";

        private static string List(string name, ImmutableArray<int> rollouts) => rollouts.IsEmpty ? "" : $" --{name} {string.Join(',', rollouts)}";
    }
}

internal enum EngineCommand { Up, Preview, Refresh, Destroy }

internal enum ThirdPartyAct { Pause, Cancel, Resume, RollBack, Scale, Detach, EnterStandby, ExitStandby, NewConfiguration, Start, Destroy }

internal enum IncidentKind
{
    CtrlC,

    /// <summary>The second one breaks the run off: nothing more is stored.</summary>
    CtrlCTwice,

    /// <summary>The plugin is asked to end, the engine is not.</summary>
    Terminate,

    /// <summary>The plugin's process is gone; the engine sees a broken connection.</summary>
    KillProvider,

    /// <summary>Engine and plugin are gone; what was stored is all that is left.</summary>
    KillAll,

    /// <summary>Somebody else acts on a group.</summary>
    ThirdParty,

    /// <summary>The clock of the machine is set forward.</summary>
    ClockStep,
}

/// <summary>Where in a run something can happen.</summary>
internal enum IncidentPlace
{
    /// <summary>A call of the API: just before it leaves, or when its answer is there and not looked at yet.</summary>
    Call,

    /// <summary>An answer of the provider to the engine: before the engine has it.</summary>
    Answer,

    /// <summary>A state that the engine has just stored.</summary>
    Store,
}

/// <summary>Something that happens at a place in a run.</summary>
/// <param name="At">Counted from 1; the next one where there are calls at once.</param>
/// <param name="After">Of a call: when its answer is there.</param>
internal sealed record Incident(IncidentKind Kind, int At, bool After)
{
    public IncidentPlace Place { get; init; }

    /// <summary>The call that it is meant for, whatever its number; null: the number counts.</summary>
    public string? Call { get; init; }

    public ThirdPartyAct Act { get; init; }

    public int Group { get; init; }

    public bool IsAt(IncidentPlace place, int number, string name, bool after)
        => Place == place && after == After && (Call is null ? number >= At : name.EndsWith($" {Call}", StringComparison.Ordinal));

    public bool Kills => Kind is IncidentKind.KillAll or IncidentKind.KillProvider;

    public override string ToString() => $"{Kind}{(Kind == IncidentKind.ThirdParty ? $" {Act} on {Group}" : "")} {(Place == IncidentPlace.Store || (After && Place == IncidentPlace.Call) ? "after" : "before")} {Call ?? $"{Place.ToString().ToLowerInvariant()} {At}"}";
}
