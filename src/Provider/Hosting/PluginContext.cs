using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Provider.Engine;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>What every part of one plugin process shares.</summary>
/// <param name="Engine">Where progress is reported.</param>
/// <param name="Shutdown">How operations hear of Ctrl-C.</param>
/// <param name="Clock">All waiting and all deadlines.</param>
/// <param name="Environment">Variables by name, null if not set; of the process outside tests.</param>
/// <param name="MetadataEndpoint">Where this machine is asked for its role; the vendor's address outside tests.</param>
/// <param name="Diagnostics">Standard error: hidden from users, read by those who look for a fault of ours.</param>
internal sealed record PluginContext(
    EngineConnection Engine,
    ShutdownSignal Shutdown,
    TimeProvider Clock,
    Func<string, string?> Environment,
    Uri MetadataEndpoint,
    TextWriter Diagnostics)
{
    /// <summary>Last word on the client of the cloud; as configured outside tests.</summary>
    public Func<AutoScalingClientOptions, AutoScalingClientOptions> Client { get; init; } = static options => options;
}
