using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>What a rehearsal is asked to work with; every member has a default that a fresh clone runs with.</summary>
internal sealed record SessionOptions
{
    /// <summary>Any folder of the project. Default: where the rehearsal was built, so that it runs from anywhere.</summary>
    public required string ProjectDirectory { get; init; }

    public string Stack { get; init; } = "dev";

    /// <summary><c>key=value</c>, or <c>key-</c> to remove one that an earlier session was given. Kept, unless the session is ephemeral.</summary>
    public IReadOnlyList<string> Config { get; init; } = [];

    public IReadOnlyList<JsonObject> Faults { get; init; } = [];

    /// <summary>A service that runs already; null for the simulator in this process.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The state file. Default <c>.rehearsal/STACK.json</c> in the project; the simulated cloud lies beside it.</summary>
    public string? Checkpoint { get; init; }

    public required string ProviderPath { get; init; }

    public required string ProgramPath { get; init; }

    /// <summary>host:port of a provider that runs already, for debugging.</summary>
    public string? AttachTo { get; init; }

    /// <summary>Ids and durations of the simulated cloud are drawn from it. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Seconds of real time between two polls of a rollout, whatever the stack says. Null: as the stack says, else as usual.</summary>
    public double? PollSeconds { get; init; }

    /// <summary>Where neither this nor the stack says it, in the simulator of this process. Default 0.01.</summary>
    public double UsualPollSeconds { get; init; } = 0.01;

    /// <summary>Folder for a report of each rollout; null writes none.</summary>
    public string? ReportDirectory { get; init; }

    /// <summary>File to which the service's answers about rollouts are added, to be replayed by the simulator; null keeps none.</summary>
    public string? RecordFile { get; init; }

    /// <summary>Nobody else may work on this stack while the session is open. Not for one that only shows: a preview writes nothing.</summary>
    public bool Holds { get; init; }

    /// <summary>Reads a variable of this process.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Neither state nor cloud outlive the session. For the scenario.</summary>
    public bool Ephemeral { get; init; }
}
