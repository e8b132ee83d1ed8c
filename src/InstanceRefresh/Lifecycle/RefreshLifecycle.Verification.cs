using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>The preview with what keeps the alarm policies of a verification from telling anything. Asked once; the rollout asks again.</summary>
    private async Task<RolloutPreview> WithPoliciesAsync(RolloutPreview preview, RefreshInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.Verification is not { AlarmPolicyIds: { IsEmpty: false } policies } || !preview.MayChange || inputs.DesiredState != DesiredState.Completed)
            return preview;
        try
        {
            var troubles = await _cloud.Verification.PolicyTroublesAsync(policies, cancellationToken);
            return troubles.Count == 0 ? preview : preview with { Warnings = [.. preview.Warnings, .. troubles.Select(trouble => $"{trouble} What cannot be read does not pass.")] };
        }
        catch (CloudException unasked)
        {
            return preview with { Warnings = [.. preview.Warnings, $"The alarm policies of the verification could not be read: {unasked.Message} What cannot be read does not pass."] };
        }
    }
}
