using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a verification may be only in view of the other inputs.</summary>
internal static class VerificationRules
{
    private const string Path = "verification";

    /// <param name="inputs">Without secrecy, with defaults filled in.</param>
    /// <param name="rolling">Its rolling update settings.</param>
    public static IEnumerable<InputRules.Finding> Apply(PropertyMap inputs, PropertyMap rolling)
    {
        if (inputs.Given(Path) is not PropertyValue.Object { Members: var given })
            yield break;

        foreach (var (policy, index) in given.TextList("alarmPolicyIds").Select((policy, index) => (policy, index)))
        {
            if (!policy.StartsWith("policy-", StringComparison.Ordinal))
                yield return InputRules.Forbid($"{Path}.alarmPolicyIds[{index}]", $"must be the id of an alarm policy, such as policy-1b842bhh; was {Quoted.Text(policy)}");
        }

        foreach (var (check, index) in given.Sections("httpChecks").Select((check, index) => (check, index)))
        {
            if (check.Text("url") is { Length: > 0 } url && !IsPlainUrl(url))
                yield return InputRules.Forbid($"{Path}.httpChecks[{index}].url", "must be an absolute http or https URL without user name and password");
        }

        if (given.Text("onFailure") == nameof(VerificationAction.RollBack) && inputs.Text("refreshMode") == RefreshMode.Replace)
        {
            yield return InputRules.Forbid(
                $"{Path}.onFailure", $"cannot be RollBack with refreshMode {RefreshMode.Replace}: the replaced instances are gone, so there is nothing to roll back to; use Pause or Cancel");
        }

        bool choosesPauses = InputRules.IsGiven(given.Given("pauseAfterBatches"));
        if (!choosesPauses && given.Given("pauseAfterBatches") is null && rolling.Text("batchPause") == BatchPause.Automatic)
            yield return InputRules.Warn($"verification looks at the end only: batchPause {BatchPause.Automatic} pauses after no batch. Set pauseAfterBatches to verify earlier ones.");
        if (choosesPauses && rolling.Text("batchPause") is BatchPause.FirstBatch)
            yield return InputRules.Warn($"batchPause {BatchPause.FirstBatch} has no effect beside verification.pauseAfterBatches, which says where the rollout pauses.");
        if (inputs.Text("waitFor") == nameof(WaitTarget.Started))
            yield return InputRules.Warn("waitFor Started does not wait for what is verified: a later `pulumi up` that finds a pause or the end verifies it.");
    }

    private static bool IsPlainUrl(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.Host.Length > 0 && url.UserInfo.Length == 0;
}
