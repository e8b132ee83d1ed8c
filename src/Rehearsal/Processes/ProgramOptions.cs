using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Services;

namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>Which program to run, and where.</summary>
/// <param name="File">The executable that holds the stack's code.</param>
/// <param name="Organization">Who owns the stack.</param>
internal sealed record ProgramOptions(string File, ProjectFile Project, string Organization)
{
    /// <summary>The variables by which a program knows its surroundings.</summary>
    public ChildProcessOptions ToChild(DeploymentOptions deployment, ServiceAddresses addresses) => new(File, Project.ProgramDirectory)
    {
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PULUMI_MONITOR"] = addresses.Monitor,
            ["PULUMI_ENGINE"] = addresses.Engine,
            ["PULUMI_PROJECT"] = deployment.Project,
            ["PULUMI_STACK"] = deployment.Stack,
            ["PULUMI_ORGANIZATION"] = Organization,
            ["PULUMI_ROOT_DIRECTORY"] = Project.Root,
            ["PULUMI_PWD"] = Project.ProgramDirectory,
            ["PULUMI_DRY_RUN"] = deployment.Preview ? "true" : "false",
            ["PULUMI_PARALLEL"] = deployment.Parallel.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_CONFIG"] = deployment.Config.ToProgramJson(),
            ["PULUMI_CONFIG_SECRET_KEYS"] = deployment.Config.SecretKeysJson(),
        },
    };
}
