using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Whether every instance of a group is shown to run its launch configuration as it is, so that a rollout would reinstall machines for nothing. Where that is
/// not certain, it rolls. Pure.
/// </summary>
/// <param name="IsShown">True: nothing needs to be rolled.</param>
/// <param name="Why">What shows it, or what keeps it from being shown: a part of a sentence.</param>
internal sealed record SkipMatching(bool IsShown, string Why)
{
    /// <summary>Whether a create may be skipped at all: only one that replaces nothing, since what was asked for by a trigger or by Diff always rolls.</summary>
    public static bool Applies(RefreshInputs inputs, LedgerEntry? predecessor, CreateStep step)
        => inputs is { SkipMatching: true, DesiredState: DesiredState.Completed } && predecessor is null && step is CreateStep.Start { PassedOver: null };

    public static SkipMatching Of(Fleet fleet)
    {
        if (fleet.Configuration is not { } configuration)
            return new(false, $"launch configuration {fleet.Group.LaunchConfigurationId} was not found");
        if (configuration.ImageId.Length == 0)
            return new(false, $"launch configuration {configuration.LaunchConfigurationId} names no image, so that nothing shows which one is its newest");
        if (fleet.Images is not { Unread: null } images)
            return new(false, "what the instances run could not be read");
        foreach (var instance in fleet.Instances)
        {
            if (Mismatch(instance, configuration, images, fleet) is { } why)
                return new(false, $"instance {instance.InstanceId} {why}");
        }

        return fleet.Instances.Count == 0
            ? new(false, "the group has no instance")
            : new(true, $"all {fleet.Instances.Count} instances run launch configuration {configuration.LaunchConfigurationId} version {configuration.VersionNumber} with {configuration.ImageId}");
    }

    private static string? Mismatch(AutoScalingInstance instance, LaunchConfiguration configuration, FleetImages images, Fleet fleet) => instance switch
    {
        _ when instance.LifeCycleState != LifeCycleState.InService => $"is {instance.LifeCycleState}",
        _ when fleet.Failed.Contains(instance.InstanceId) => "failed in an earlier activity",
        _ when instance.LaunchConfigurationId != configuration.LaunchConfigurationId
            => $"was made from launch configuration {instance.LaunchConfigurationId}, not from {configuration.LaunchConfigurationId}",
        _ when instance.VersionNumber != configuration.VersionNumber
            => $"has version {instance.VersionNumber} of launch configuration {configuration.LaunchConfigurationId}, which is at version {configuration.VersionNumber}",
        _ when images.Of(instance.InstanceId) is null => "shows no image",
        _ when images.Of(instance.InstanceId) != configuration.ImageId => $"runs {images.Of(instance.InstanceId)}, not {configuration.ImageId}",
        _ => null,
    };
}
