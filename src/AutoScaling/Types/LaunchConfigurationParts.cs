namespace TencentcloudRefresh.AutoScaling;

/// <summary>The system disk of new instances.</summary>
public sealed record SystemDisk
{
    /// <summary>For example CLOUD_PREMIUM.</summary>
    public string? DiskType { get; init; }

    /// <summary>Gigabytes. The service's default is 50.</summary>
    public int? DiskSize { get; init; }

    /// <summary>Whether it is encrypted. The service's default is false.</summary>
    public bool? Encrypt { get; init; }

    /// <summary>The KMS key that encrypts it; checked when an instance is made, not when the configuration is.</summary>
    public string? KmsKeyId { get; init; }
}

/// <summary>A data disk of new instances.</summary>
public sealed record DataDisk
{
    /// <summary>For example CLOUD_PREMIUM.</summary>
    public string? DiskType { get; init; }

    /// <summary>Gigabytes.</summary>
    public int? DiskSize { get; init; }

    /// <summary>The snapshot it starts from.</summary>
    public string? SnapshotId { get; init; }

    /// <summary>Whether it goes with its instance.</summary>
    public bool? DeleteWithInstance { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public bool? Encrypt { get; init; }

    /// <summary>The KMS key that encrypts it; checked when an instance is made, not when the configuration is.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Megabytes a second beyond the included ones.</summary>
    public int? ThroughputPerformance { get; init; }

    /// <summary>Whether it may burst.</summary>
    public bool? BurstPerformance { get; init; }
}

/// <summary>A network interface of new instances.</summary>
public sealed record NetworkInterface
{
    /// <summary>PRIMARY or SECONDARY; a list has exactly one PRIMARY.</summary>
    public string? InterfaceType { get; init; }

    /// <summary>Private addresses, the primary one included: 1 to 40. Required for SECONDARY; counted as 1 for PRIMARY.</summary>
    public int? PrivateIpv4AddressCount { get; init; }

    /// <summary>At most 10 security groups. Those of PRIMARY win over the configuration's own; SECONDARY has no others.</summary>
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    /// <summary>Whether a SECONDARY interface outlives its instance. The service's default is false.</summary>
    public bool? IsKeepENI { get; init; }
}

/// <summary>Access of new instances to the public network.</summary>
public sealed record InternetAccessible
{
    /// <summary>For example TRAFFIC_POSTPAID_BY_HOUR.</summary>
    public string? InternetChargeType { get; init; }

    /// <summary>Megabits a second.</summary>
    public int? InternetMaxBandwidthOut { get; init; }

    /// <summary>Whether they get a public address.</summary>
    public bool? PublicIpAssigned { get; init; }

    /// <summary>The bandwidth package.</summary>
    public string? BandwidthPackageId { get; init; }

    /// <summary>The line, for example BGP.</summary>
    public string? InternetServiceProvider { get; init; }

    /// <summary>The kind of address.</summary>
    public string? IPv4AddressType { get; init; }

    /// <summary>The protection package.</summary>
    public string? AntiDDoSPackageId { get; init; }

    /// <summary>Whether the address outlives its instance.</summary>
    public bool? IsKeepEIP { get; init; }
}

/// <summary>Access of new instances to the public IPv6 network.</summary>
public sealed record IPv6InternetAccessible
{
    /// <summary>For example TRAFFIC_POSTPAID_BY_HOUR.</summary>
    public string? InternetChargeType { get; init; }

    /// <summary>Megabits a second.</summary>
    public int? InternetMaxBandwidthOut { get; init; }

    /// <summary>The bandwidth package.</summary>
    public string? BandwidthPackageId { get; init; }
}

/// <summary>How people log in to new and reinstalled instances. Its text form leaves the password out.</summary>
public sealed record LoginSettings
{
    /// <summary>The password. Sent only; the service never gives it back.</summary>
    public string? Password { get; init; }

    /// <summary>The key pairs, <c>skey-…</c>.</summary>
    public IReadOnlyList<string>? KeyIds { get; init; }

    /// <summary>Whether the image's own login stays; needs a custom or shared image.</summary>
    public bool? KeepImageLogin { get; init; }

    /// <summary>What it is, without the password.</summary>
    public override string ToString()
        => $"LoginSettings: {KeyIds?.Count ?? 0} keys, password {(Password is null ? "not set" : "set")}";
}

/// <summary>The agents on new and reinstalled instances.</summary>
public sealed record EnhancedService
{
    /// <summary>The security agent. On by default.</summary>
    public RunServiceSwitch? SecurityService { get; init; }

    /// <summary>The monitoring agent. On by default.</summary>
    public RunServiceSwitch? MonitorService { get; init; }

    /// <summary>The automation agent.</summary>
    public RunServiceSwitch? AutomationToolsService { get; init; }
}

/// <summary>Whether an agent runs.</summary>
public sealed record RunServiceSwitch
{
    /// <summary>Whether it does.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>The host name of new and reinstalled instances.</summary>
public sealed record HostNameSettings
{
    /// <summary>The name, or its beginning.</summary>
    public string? HostName { get; init; }

    /// <summary>ORIGINAL or UNIQUE.</summary>
    public string? HostNameStyle { get; init; }

    /// <summary>What stands at its end.</summary>
    public string? HostNameSuffix { get; init; }

    /// <summary>What stands before its number.</summary>
    public string? HostNameDelimiter { get; init; }
}

/// <summary>The instance name of new instances.</summary>
public sealed record InstanceNameSettings
{
    /// <summary>The name, or its beginning.</summary>
    public string? InstanceName { get; init; }

    /// <summary>ORIGINAL or UNIQUE.</summary>
    public string? InstanceNameStyle { get; init; }

    /// <summary>What stands at its end.</summary>
    public string? InstanceNameSuffix { get; init; }

    /// <summary>What stands before its number.</summary>
    public string? InstanceNameDelimiter { get; init; }
}

/// <summary>The market that spot instances come from.</summary>
public sealed record InstanceMarketOptions
{
    /// <summary>Only <c>spot</c> is known.</summary>
    public string? MarketType { get; init; }

    /// <summary>The bid.</summary>
    public SpotMarketOptions? SpotOptions { get; init; }
}

/// <summary>A bid for spot instances.</summary>
public sealed record SpotMarketOptions
{
    /// <summary>The highest price an hour, as decimal text.</summary>
    public string? MaxPrice { get; init; }

    /// <summary>Only <c>one-time</c> is known.</summary>
    public string? SpotInstanceType { get; init; }
}

/// <summary>The period of prepaid instances.</summary>
public sealed record InstanceChargePrepaid
{
    /// <summary>Months.</summary>
    public int? Period { get; init; }

    /// <summary>What happens at its end, for example NOTIFY_AND_MANUAL_RENEW.</summary>
    public string? RenewFlag { get; init; }
}

/// <summary>Values that instances can read about themselves.</summary>
public sealed record Metadata
{
    /// <summary>The values.</summary>
    public IReadOnlyList<MetadataItem>? Items { get; init; }
}

/// <summary>A value that instances can read about themselves.</summary>
public sealed record MetadataItem
{
    /// <summary>The key.</summary>
    public string? Key { get; init; }

    /// <summary>The value.</summary>
    public string? Value { get; init; }
}
