using System.Net;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Replay;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Simulator;

/// <summary>How a simulator is to be.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The port on the command line unless another is asked for.</summary>
    public const int DefaultPort = 9640;

    /// <summary>The port to listen on; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The address to listen on. Loopback by default; the service has no protection worth the name anywhere else.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The service's time: everything that takes long takes it on this clock. The system's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The clock that callers live by: signatures, tokens and delays are measured on it. By default <see cref="Clock"/> if that is a
    /// <see cref="VirtualClock"/>, else the system's.</summary>
    public TimeProvider? SignatureClock { get; init; }

    /// <summary>What is there at the start. <see cref="Fleet.Default"/> unless configured otherwise.</summary>
    public Fleet Fleet { get; init; } = Fleet.Default;

    /// <summary>Ids and durations are drawn from it: the same seed and the same calls give the same ids. Default 1.</summary>
    public int RandomSeed { get; init; } = 1;

    /// <summary>How the points are decided that the documentation leaves open.</summary>
    public AssumptionSet Assumed { get; init; } = AssumptionSet.Usual;

    /// <summary>The same as <see cref="Assumed"/> set to <see cref="AssumptionSet.Strict"/>.</summary>
    public bool Strict
    {
        init
        {
            if (value)
                Assumed = AssumptionSet.Strict.WithAll(Assumed.Chosen);
        }
    }

    /// <summary>Whether calls beyond the documented number per second of the service's time are refused. Default true.</summary>
    public bool EnforceRateLimits { get; init; } = true;

    /// <summary>How long things take.</summary>
    public Durations Durations { get; init; } = new();

    /// <summary>How far the service's time moves on before each DescribeRefreshActivities is answered; null for not at all. With a
    /// <see cref="VirtualClock"/> a rollout is then watched to its end without real waiting, in the same number of polls every time.</summary>
    public TimeSpan? AdvancePerDescribe { get; init; }

    /// <summary>Answers come from this recording and not from a fleet; the service's time begins where it does. Describes show what the recorded client saw
    /// by then, refresh writes are accepted, other writes are refused.</summary>
    public Recording? Replay { get; init; }

    /// <summary>How many of the latest calls are remembered. Default 10,000.</summary>
    public int CallsKept { get; init; } = 10_000;

    internal TimeProvider CallersClock => SignatureClock ?? (Clock is VirtualClock ? Clock : TimeProvider.System);

    /// <exception cref="ArgumentException">Something is out of its range.</exception>
    internal SimulatorOptions Validated()
    {
        ArgumentNullException.ThrowIfNull(Clock);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, IPEndPoint.MaxPort);
        ArgumentOutOfRangeException.ThrowIfNegative(CallsKept);
        if (AdvancePerDescribe is { } advance)
            ArgumentOutOfRangeException.ThrowIfLessThan(advance, TimeSpan.Zero, nameof(AdvancePerDescribe));
        return this with
        {
            Durations = Durations.Validated(),
            // Its key pairs, region and faults stay.
            Fleet = Replay is null ? Fleet : Fleet with
            {
                Time = Replay.Begin,
                LaunchConfigurations = [],
                Groups = [],
                Activities = [],
                ScalingActivities = [],
                Stages = [],
                Pending = [],
            },
        };
    }
}
