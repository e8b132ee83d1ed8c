using System.Text.Json.Nodes;

namespace TencentcloudRefresh.EngineScenarios;

/// <summary>The calls that reached the service, in their order.</summary>
internal sealed record CloudCalls(IReadOnlyList<string> Actions)
{
    /// <summary>How the simulator marks calls of its control page, which nobody has signed.</summary>
    private const string Unsigned = "console";

    private static readonly string[] Writing
        = ["StartInstanceRefresh", "ResumeInstanceRefresh", "StopInstanceRefresh", "RollbackInstanceRefresh", "CancelInstanceRefresh"];

    /// <summary>Those that change a rollout, in short: Start, Resume, Stop, Rollback, Cancel.</summary>
    public IReadOnlyList<string> Writes
        => [.. Actions.Where(Writing.Contains).Select(action => action.Replace("InstanceRefresh", "", StringComparison.Ordinal))];

    public static CloudCalls Parse(JsonNode calls) => new([.. calls.AsArray()
        .Where(call => call!["secretId"]?.ToString() != Unsigned && call["errorCode"] is null)
        .Select(call => call!["action"]!.ToString())]);
}
