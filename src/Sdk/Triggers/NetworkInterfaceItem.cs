using System.Collections.Immutable;

namespace Pulumi.TencentcloudRefresh;

/// <summary>A network interface of a launch configuration, for <see cref="LaunchConfigurationItems.NetworkInterfaces"/>.</summary>
public sealed class NetworkInterfaceItem
{
    /// <summary><c>PRIMARY</c> or <c>SECONDARY</c>.</summary>
    public string InterfaceType { get; set; } = "PRIMARY";

    /// <summary>Number of private addresses, the primary one included: 1 to 40. Unset: the service's default.</summary>
    public int? PrivateIpv4AddressCount { get; set; }

    /// <summary>Security groups of this interface, at most 10, first one first.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; set; } = ImmutableArray<string>.Empty;

    /// <summary>Whether a secondary interface outlives its instance.</summary>
    public bool IsKeepEni { get; set; }
}
