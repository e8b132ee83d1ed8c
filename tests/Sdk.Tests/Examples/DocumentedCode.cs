using Pulumi;
using Pulumi.TencentcloudRefresh;
using Pulumi.TencentcloudRefresh.Inputs;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>The C# of the guides, compiled. What a guide prints stands here letter by letter.</summary>
internal static class DocumentedCode
{
    public static InstanceRefresh AnotherRegion(InstanceRefreshArgs args)
    {
        var shanghai = new Provider("shanghai", new ProviderArgs { Region = "ap-shanghai" });
        var rollout = new InstanceRefresh("rollout", args, new CustomResourceOptions { Provider = shanghai });
        return rollout;
    }

    public static InputMap<string> AnotherLabel(LaunchConfigurationItems items, string label)
    {
        var triggers = RefreshTriggers.From(RefreshMode.RollingUpdateReset, items);
        triggers.Add("label", label);
        return triggers;
    }

    public static InstanceRefreshArgs Verified(InstanceRefreshArgs args)
    {
        args.Verification = new VerificationArgs
        {
            BakeSeconds = 300,
            AlarmPolicyIds = { "policy-1b842bhh" },
            HttpChecks = { new HttpCheckArgs { Url = "https://web.example.com/healthz", FailuresAllowed = 1 } },
            PauseAfterBatches = { 1, 5 },
            OnFailure = VerificationAction.RollBack,
        };
        return args;
    }

    public static Output<System.Collections.Immutable.ImmutableArray<string>> Plan(Input<string> groupId)
    {
        var plan = GetRefreshPlan.Invoke(new GetRefreshPlanInvokeArgs
        {
            AutoScalingGroupId = groupId,
            RefreshSettings = new RefreshSettingsArgs { RollingUpdateSettings = new RollingUpdateSettingsArgs { BatchNumber = 3 } },
        });
        var blockers = plan.Apply(found => found.Blockers);
        return blockers;
    }
}
