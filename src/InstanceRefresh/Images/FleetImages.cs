using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Which image each instance runs, as the machine service shows it: Auto Scaling itself does not know.</summary>
internal sealed record FleetImages
{
    private const string Action = "cvm:DescribeInstances";

    /// <summary>The image of each instance that is shown and is not being reinstalled, by instance id.</summary>
    public ImmutableSortedDictionary<string, string> ByInstance { get; private init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Instances that are switched off as machines, which Auto Scaling may still show in service.</summary>
    public ImmutableHashSet<string> Stopped { get; private init; } = [];

    /// <summary>Why nothing was read, in a sentence that names what to do; null if it was.</summary>
    public string? Unread { get; private init; }

    public static FleetImages Of(IEnumerable<Machine> machines)
    {
        var shown = machines.ToList();
        return new()
        {
            ByInstance = shown
                .Where(machine => machine.ImageId.Length > 0 && !machine.IsBeingReset)
                .ToImmutableSortedDictionary(machine => machine.InstanceId, machine => machine.ImageId, StringComparer.Ordinal),
            Stopped = [.. shown.Where(machine => machine.InstanceState is "STOPPED" or "STOPPING" or "SHUTDOWN").Select(machine => machine.InstanceId)],
        };
    }

    public static FleetImages NotRead(CloudException failure) => new()
    {
        Unread = failure is CloudServiceException { Code: var code } && ErrorCode.IsUnauthorized(code)
            ? $"The images that the instances run could not be read: these credentials lack the permission {Action}. Grant it in CAM; until then only the "
                + "activity's own status counts, and the output verified stays false."
            : $"The images that the instances run could not be read ({Action}), so that only the activity's own status counts: {failure.Message}",
    };

    /// <summary>The image of an instance; null where it is not known.</summary>
    public string? Of(string instanceId) => ByInstance.GetValueOrDefault(instanceId);

    /// <summary>How many of the given instances run which image.</summary>
    public ImmutableSortedDictionary<string, int> Count(IEnumerable<AutoScalingInstance> instances)
        => instances.Select(instance => Of(instance.InstanceId)).OfType<string>()
            .GroupBy(image => image, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
}
