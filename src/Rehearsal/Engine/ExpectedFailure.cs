using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Processes;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>
/// Failures of others that a run ends with: providers, plugins, programs and the values they send. Anything else is a bug here and may be seen as
/// one.
/// </summary>
internal static class ExpectedFailure
{
    public static bool Is(Exception failure)
        => failure is ProviderException or ProcessException or GoalException or FormatException or PropertyFormatException;
}
