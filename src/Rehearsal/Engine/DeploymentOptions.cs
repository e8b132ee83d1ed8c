using TencentcloudRefresh.Rehearsal.Config;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What to run, and how.</summary>
internal sealed record DeploymentOptions(string Project, string Stack, StackConfig Config)
{
    /// <summary>Nothing is changed, in the cloud or in the state.</summary>
    public bool Preview { get; init; }

    /// <summary>Read everything before anything else.</summary>
    public bool Refresh { get; init; }

    /// <summary>How many steps may run at once. Default 16, as the engine's.</summary>
    public int Parallel { get; init; } = 16;

    public string StackUrn => Protocol.Values.Urn.OfStack(Stack, Project).ToString();
}
