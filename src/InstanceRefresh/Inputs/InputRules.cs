using System.Text.RegularExpressions;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What one property may be only in view of another. A property that is not known yet breaks no rule.</summary>
internal static partial class InputRules
{
    public readonly record struct Finding(string Path, string Text, bool Forbids);

    private const string NoWayBack = $"with refreshMode {RefreshMode.Replace}: the replaced instances are gone, so there is nothing to roll back to";

    private const string Rolling = "refreshSettings.rollingUpdateSettings";

    /// <param name="given">With defaults filled in; may still hold values of the wrong kind, which count as absent here.</param>
    /// <param name="inputs">The same without secrecy.</param>
    /// <param name="olds">As stored, with defaults filled in; null if nothing is.</param>
    public static IEnumerable<Finding> Apply(PropertyMap given, PropertyMap inputs, RefreshInputs? olds)
    {
        var settings = inputs.Section("refreshSettings");
        var rolling = settings.Section("rollingUpdateSettings");
        string? wanted = inputs.Text("desiredState");

        if (inputs.Text("autoScalingGroupId") is { Length: > 0 } group && !GroupId().IsMatch(group))
            yield return Forbid("autoScalingGroupId", $"must be the id of a scaling group, such as asg-9dn1a5y6; was {(given.Find("autoScalingGroupId") is PropertyValue.Secret ? "something else" : Describe(group))}");

        if (settings.Given("rollingUpdateSettings") is PropertyValue.Object)
        {
            if (IsGiven(rolling.Given("batchNumber")) && IsGiven(rolling.Given("maxUnavailablePercent")))
            {
                yield return Forbid(
                    $"{Rolling}.maxUnavailablePercent", "batchNumber and maxUnavailablePercent are mutually exclusive: each determines the number of batches; remove one");
            }

            if (rolling.Given("batchNumber") is null && rolling.Given("maxUnavailablePercent") is null)
                yield return Forbid($"{Rolling}.batchNumber", "is required, or maxUnavailablePercent instead");
        }

        if (inputs.Text("refreshMode") == RefreshMode.Replace)
        {
            if (rolling.Text("failProcess") == FailProcess.AutoRollback)
            {
                yield return Forbid(
                    $"{Rolling}.failProcess",
                    $"cannot be {FailProcess.AutoRollback} {NoWayBack}; use {FailProcess.AutoPause} or {FailProcess.AutoCancel}");
            }

            if (wanted == nameof(DesiredState.RolledBack))
                yield return Forbid("desiredState", $"cannot be RolledBack {NoWayBack}; use Cancelled");
        }

        if (IsGiven(settings.Given("checkInstanceTargetHealthTimeout")) && settings.Flag("checkInstanceTargetHealth") == false)
            yield return Warn("refreshSettings.checkInstanceTargetHealthTimeout has no effect while checkInstanceTargetHealth is false.");

        foreach (var finding in VerificationRules.Apply(inputs, rolling))
            yield return finding;

        if (IsGiven(inputs.Given("approvedThroughBatch")) && rolling.Text("batchPause") == BatchPause.Automatic
            && inputs.Section("verification").WholeList("pauseAfterBatches").IsEmpty)
            yield return Warn($"approvedThroughBatch has nothing to approve: batchPause {BatchPause.Automatic} pauses after no batch.");

        bool startsNothing = wanted is nameof(DesiredState.Cancelled) or nameof(DesiredState.RolledBack);
        if (startsNothing && olds is not null && olds.ToMap().Section("triggers") != inputs.Section("triggers"))
            yield return Warn($"desiredState is {wanted}: the changed triggers are noted and start no rollout until desiredState is Completed again.");
    }

    private static string Describe(string id)
        => id.StartsWith("asr-", StringComparison.Ordinal) ? "the id of a refresh activity"
        : id.StartsWith("asc-", StringComparison.Ordinal) ? "the id of a launch configuration"
        : id.StartsWith("ins-", StringComparison.Ordinal) ? "the id of an instance"
        : Quoted.Text(id);

    /// <summary>Of what is not known yet nobody can say that it will be there.</summary>
    internal static bool IsGiven(PropertyValue? value) => value is not (null or PropertyValue.Unknown);

    internal static Finding Forbid(string path, string text) => new(path, text, Forbids: true);

    internal static Finding Warn(string text) => new("", text, Forbids: false);

    [GeneratedRegex("^asg-[A-Za-z0-9_-]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupId();
}
