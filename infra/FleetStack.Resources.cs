using System.Collections.Immutable;
using System.Text;
using Pulumi;
using Pulumi.Tencentcloud;
using Pulumi.Tencentcloud.Inputs;
using Pulumi.TencentcloudRefresh;
using Pulumi.TencentcloudRefresh.Inputs;

namespace Infra;

public partial class FleetStack
{
    private static AsScalingConfig MakeConfiguration(StackSettings settings, GroupSettings group, Output<string>? userData)
    {
        var instances = settings.Instances;
        var args = new AsScalingConfigArgs
        {
            ConfigurationName = group.Name,
            ImageId = instances.ImageId!,
            InstanceTypes = ListOf(instances.InstanceTypes),
            SystemDiskType = instances.SystemDiskType,
            SystemDiskSize = instances.SystemDiskSize,
            SecurityGroupIds = ListOf(instances.SecurityGroupIds),
            EnhancedSecurityService = instances.SecurityAgent,
            EnhancedMonitorService = instances.MonitorAgent,
            EnhancedAutomationToolsService = instances.AutomationAgent,
            UserData = Given(userData),
            InternetChargeType = "TRAFFIC_POSTPAID_BY_HOUR",
            InternetMaxBandwidthOut = instances.InternetMaxBandwidthOut,
            PublicIpAssigned = instances.InternetMaxBandwidthOut > 0,
            CamRoleName = Given(instances.CamRoleName),
            InstanceTags = MapOf(settings.Tags),
            Tags = MapOf(settings.Tags),
        };
        if (instances.KeyIds.Count > 0)
            args.KeyIds = ListOf(instances.KeyIds);
        else
            args.KeepImageLogin = true;
        if (instances.HostName is { } hostName)
            args.HostNameSettings = new AsScalingConfigHostNameSettingsArgs { HostName = hostName, HostNameStyle = instances.HostNameStyle };
        if (instances.InstanceName is { } instanceName)
            args.InstanceNameSettings = new AsScalingConfigInstanceNameSettingsArgs { InstanceName = instanceName, InstanceNameStyle = "UNIQUE" };

        return new AsScalingConfig("fleet-config", args, new CustomResourceOptions { Protect = settings.IsProtected });
    }

    private static AsScalingGroup MakeGroup(StackSettings settings, GroupSettings group, AsScalingConfig configuration)
    {
        var args = new AsScalingGroupArgs
        {
            ScalingGroupName = group.Name,
            ConfigurationId = configuration.Id,
            VpcId = group.VpcId,
            SubnetIds = ListOf(group.SubnetIds),
            MultiZoneSubnetPolicy = "EQUALITY",
            MinSize = group.MinSize,
            MaxSize = group.MaxSize,
            DesiredCapacity = group.InstanceCount,
            DefaultCooldown = 300,
            RetryPolicy = "IMMEDIATE_RETRY",
            TerminationPolicies = "OLDEST_INSTANCE",
            HealthCheckType = group.LoadBalancer is null ? "CVM" : "CLB",
            Tags = MapOf(settings.Tags),
        };
        if (group.LoadBalancer is { } balancer)
        {
            args.LbHealthCheckGracePeriod = 300;
            args.ForwardBalancerIds = new AsScalingGroupForwardBalancerIdArgs
            {
                LoadBalancerId = balancer.LoadBalancerId,
                ListenerId = balancer.ListenerId,
                RuleId = Given(balancer.RuleId),
                TargetAttributes = new AsScalingGroupForwardBalancerIdTargetAttributeArgs { Port = balancer.Port, Weight = balancer.Weight },
            };
        }

        var options = new CustomResourceOptions { Protect = settings.IsProtected };
        if (!group.ManagesCapacity)
            options.IgnoreChanges.Add("desiredCapacity");
        return new AsScalingGroup("fleet", args, options);
    }

    private static InstanceRefresh MakeRollout(StackSettings settings, Input<string> groupId, AsScalingConfig? configuration, Output<string>? userData)
    {
        var rollout = settings.Rollout;
        var options = new CustomResourceOptions();
        // Through the group's configuration id the rollout comes after the launch configuration anyway; said aloud, it stays so.
        if (configuration is not null)
            options.DependsOn = configuration;
        if (rollout.Timeout is { } timeout)
            options.CustomTimeouts = new CustomTimeouts { Create = timeout, Update = timeout };

        var args = new InstanceRefreshArgs
        {
            AutoScalingGroupId = groupId,
            Triggers = TriggersOf(settings, userData),
            RefreshMode = rollout.Mode,
            RefreshSettings = new RefreshSettingsArgs
            {
                RollingUpdateSettings = new RollingUpdateSettingsArgs
                {
                    BatchNumber = Given(rollout.BatchNumber),
                    MaxUnavailablePercent = Given(rollout.MaxUnavailablePercent),
                    BatchPause = rollout.BatchPause,
                    MaxSurge = Given(rollout.MaxSurge),
                    FailProcess = rollout.FailProcess,
                },
                CheckInstanceTargetHealth = rollout.CheckInstanceTargetHealth ?? settings.Group?.LoadBalancer is not null,
                CheckInstanceTargetHealthTimeout = Given(rollout.CheckInstanceTargetHealthTimeout),
            },
            ResumeMode = rollout.ResumeMode,
            ApprovedThroughBatch = Given(rollout.ApprovedThroughBatch),
            FailureRetries = rollout.FailureRetries,
            DesiredState = rollout.DesiredState,
            OnConflict = rollout.OnConflict,
            OnInterrupt = rollout.OnInterrupt,
            WaitFor = rollout.WaitFor,
            ProgressDeadlineSeconds = Given(rollout.ProgressDeadlineSeconds),
            SkipMatching = rollout.SkipMatching ?? settings.Group is not null,
            StandbyInstances = rollout.StandbyInstances,
            MinHealthyPercent = Given(rollout.MinHealthyPercent),
        };
        foreach (var outcome in rollout.FailOn)
            args.FailOn.Add(outcome);
        if (rollout.Verification is { } verification)
            args.Verification = verification.ToArgs();
        return new InstanceRefresh("rollout", args, options);
    }

    // What the launch configuration is given, and of that only what the mode applies: nothing else may start a rollout.
    private static InputMap<string> TriggersOf(StackSettings settings, Output<string>? userData)
    {
        var instances = settings.Instances;
        var items = new LaunchConfigurationItems
        {
            ImageId = Given(instances.ImageId),
            UserData = Given(userData),
            HostName = Given(instances.HostName),
            HostNameStyle = instances.HostName is null ? null : Given(instances.HostNameStyle),
        };
        // Beside an existing group the rest would be guesses: what nobody set has a default here, and another value there.
        if (instances.KeyIds.Count > 0)
            items.KeyIds = ListOf(instances.KeyIds);
        if (settings.Group is not null)
        {
            items.EnhancedSecurityService = instances.SecurityAgent;
            items.EnhancedMonitorService = instances.MonitorAgent;
            items.EnhancedAutomationToolsService = instances.AutomationAgent;
            items.KeepImageLogin = instances.KeyIds.Count == 0;
            items.InstanceTypes = ListOf(instances.InstanceTypes);
            items.SystemDiskType = instances.SystemDiskType;
            items.SystemDiskSize = instances.SystemDiskSize;
            items.SecurityGroupIds = ListOf(instances.SecurityGroupIds);
            items.InternetMaxBandwidthOut = instances.InternetMaxBandwidthOut;
            items.CamRoleName = Given(instances.CamRoleName);
            items.InstanceName = Given(instances.InstanceName);
            items.InstanceTags = MapOf(settings.Tags);
        }

        var triggers = RefreshTriggers.From(settings.Rollout.Mode, items);
        if (settings.Rollout.Label is { } label)
            triggers.Add("label", label);
        return triggers;
    }

    private static Output<string>? UserDataOf(StackSettings settings)
    {
        if (settings.Instances.UserData is not { } script)
            return null;
        var filled = settings.UserDataSecret?.Apply(secret => script.Replace(InstanceSettings.SecretPlace, secret, StringComparison.Ordinal)) ?? Output.Create(script);
        return filled.Apply(text => Convert.ToBase64String(Encoding.UTF8.GetBytes(InstanceSettings.WithLineFeeds(text))));
    }

    private static Input<string>? Given(string? value) => value is null ? null : (Input<string>)value;

    private static Input<string>? Given(Output<string>? value) => value is null ? null : (Input<string>)value;

    private static Input<int>? Given(int? value) => value is { } given ? (Input<int>)given : null;

    private static InputList<string> ListOf(IReadOnlyList<string> values) => values.ToImmutableArray();

    private static InputMap<string> MapOf(IReadOnlyDictionary<string, string> values) => values.ToImmutableDictionary();
}
