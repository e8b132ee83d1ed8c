using System.Text;

namespace Infra;

/// <summary>A scaling group to make.</summary>
public sealed record GroupSettings
{
    /// <summary>Name of the group and of its launch configuration, at most 55 bytes, unique in the region.</summary>
    public required string Name { get; init; }

    public required string VpcId { get; init; }

    /// <summary>Subnets to spread the instances over, one in each zone.</summary>
    public required IReadOnlyList<string> SubnetIds { get; init; }

    public required int InstanceCount { get; init; }

    public required int MinSize { get; init; }

    public required int MaxSize { get; init; }

    /// <summary>The stack says how many instances run. Off: scaling policies do, and the stack leaves the number alone.</summary>
    public bool ManagesCapacity { get; init; } = true;

    /// <summary>Where the traffic comes from; <see langword="null"/> for a fleet without a load balancer.</summary>
    public LoadBalancerSettings? LoadBalancer { get; init; }

    internal static GroupSettings Read(SettingsReader settings, string defaultName)
    {
        var name = settings.Text("fleetName") ?? defaultName;
        if (Encoding.UTF8.GetByteCount(name) > 55)
            settings.Error("fleetName", $"must have at most 55 bytes (got '{name}')");

        var subnets = settings.Ids("subnetIds", "subnet-");
        if (settings.Text("subnetIds") is null)
            settings.Error("subnetIds", "is required: one subnet per zone, [\"subnet-…\", …]");

        var count = settings.Number("instanceCount", 0, 2000) ?? 2;
        var least = settings.Number("minSize", 0, 2000) ?? count;
        var most = settings.Number("maxSize", 0, 2000) ?? count;
        if (least > count || count > most)
            settings.Error("instanceCount", $"must be between minSize and maxSize: {least} ≤ {count} ≤ {most} is not true");

        return new GroupSettings
        {
            Name = name,
            VpcId = settings.RequiredId("vpcId", "vpc-", "the network of the fleet"),
            SubnetIds = subnets,
            InstanceCount = count,
            MinSize = least,
            MaxSize = most,
            ManagesCapacity = settings.Flag("manageCapacity") ?? true,
            LoadBalancer = LoadBalancerSettings.Read(settings),
        };
    }
}

/// <summary>A listener, or a rule of it, that sends traffic to the fleet.</summary>
public sealed record LoadBalancerSettings(string LoadBalancerId, string ListenerId, string? RuleId, int Port, int Weight)
{
    internal static LoadBalancerSettings? Read(SettingsReader settings)
    {
        var balancer = settings.Id("loadBalancerId", "lb-");
        var listener = settings.Id("listenerId", "lbl-");
        var rule = settings.Id("ruleId", "loc-");
        var port = settings.Number("targetPort", 1, 65535) ?? 80;
        var weight = settings.Number("targetWeight", 0, 100) ?? 10;
        if (balancer is not null && listener is null)
            settings.Error("listenerId", "is required: the listener of the load balancer, lbl-…");
        if (balancer is null && (listener ?? rule) is not null)
            settings.Error("loadBalancerId", "is required: the load balancer of the listener, lb-…");
        return balancer is null ? null : new LoadBalancerSettings(balancer, listener ?? "", rule, port, weight);
    }
}
