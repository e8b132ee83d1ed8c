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
    public ChildProcessOptions ToChild(StackIdentity name, OperationRequest request, ServiceAddresses addresses) => new(File, Project.ProgramDirectory)
    {
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PULUMI_MONITOR"] = addresses.Monitor,
            ["PULUMI_ENGINE"] = addresses.Engine,
            ["PULUMI_PROJECT"] = name.Project,
            ["PULUMI_STACK"] = name.Stack,
            ["PULUMI_ORGANIZATION"] = Organization,
            ["PULUMI_ROOT_DIRECTORY"] = Project.Root,
            ["PULUMI_PWD"] = Project.ProgramDirectory,
            ["PULUMI_DRY_RUN"] = request.IsPreview ? "true" : "false",
            ["PULUMI_PARALLEL"] = request.Parallel.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_CONFIG"] = request.Config.ToProgramJson(),
            ["PULUMI_CONFIG_SECRET_KEYS"] = request.Config.SecretKeysJson(),
        },
    };
}
