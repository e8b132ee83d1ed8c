using System.CommandLine;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Refreshctl.Output;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>What a rollout would do now: the answer of the function getRefreshPlan, which the provider's preview prints too.</summary>
internal static class PlanCommand
{
    private const string Settings = "refreshSettings", Rolling = "rollingUpdateSettings", Number = "batchNumber", Share = "maxUnavailablePercent";

    public static Command Make(CloudCommand commands)
    {
        var group = Arguments.Group();
        CatalogueOptions options = new(FunctionCatalogue.GetRefreshPlan.Arguments, "refreshMode", Settings);
        return commands.Make(
            "plan", "Shows what a rollout would do now: instances, images, batches, time. Settings that are not given are those of the group's last rollout.",
            [group, .. options.All],
            async call =>
            {
                var (inputs, last) = await InputsAsync(call, RolloutName.ParseGroup(call.Parsed.GetValue(group)!), options);
                var plan = await call.Queries.PlanAsync(inputs, call.CancellationToken);
                if (plan.PlanDigest.Length == 0)
                    throw call.NoSuchGroup(plan.AutoScalingGroupId);
                call.Screen.Json(new(plan, inputs.RefreshMode, inputs.Settings, last), OutputJson.Plain.PlanOutput);
                Write(call.Screen, plan, last);
                return ExitCode.Done; // what is in the way is an answer, not a failure
            });
    }

    /// <summary>What was given, over the settings of the group's last rollout.</summary>
    /// <returns>The inputs, and the activity that the rest is taken from; null if nothing was.</returns>
    /// <exception cref="ToolException">Something given is wrong, or nothing says how many batches.</exception>
    private static async Task<(RefreshInputs Inputs, string? Last)> InputsAsync(CloudCall call, string groupId, CatalogueOptions options)
    {
        var given = options.Read(call.Parsed);
        var last = await call.Queries.LastRolloutAsync(groupId, call.CancellationToken);
        if (last is null && BatchesIn(given).Count == 0)
        {
            throw await call.Queries.StatusAsync(groupId, null, call.CancellationToken) is null ? call.NoSuchGroup(groupId) : ToolException.Usage(
                $"Scaling group {groupId} has no earlier rollout to take the settings from: give --batch-number, for example --batch-number 3, or --max-unavailable-percent.");
        }

        var arguments = Merged(last?.Inputs.ToMap() ?? PropertyMap.Empty, given).With("autoScalingGroupId", groupId);
        var check = InputsCheck.CheckPlan(arguments);
        return check.Failures.Count > 0 ? throw options.Error(check.Failures) : (check.Wanted.Typed, last?.RefreshActivityId);
    }

    private static PropertyMap Merged(PropertyMap last, PropertyMap given)
    {
        var (settings, mine) = (last.Section(Settings), given.Section(Settings));
        var rolling = settings.Section(Rolling);
        // Exactly one of the two: the one that is given takes the other's place.
        if (BatchesIn(given).Count > 0)
            rolling = rolling.Without(Number).Without(Share);
        return PropertyMap.Empty
            .With("refreshMode", given.Find("refreshMode") ?? last.Find("refreshMode"))
            .With(Settings, Over(settings, mine).With(Rolling, Over(rolling, mine.Section(Rolling))));
    }

    private static PropertyMap BatchesIn(PropertyMap arguments)
        => PropertyMap.From(arguments.Section(Settings).Section(Rolling).Where(member => member.Key is Number or Share));

    private static PropertyMap Over(PropertyMap below, PropertyMap above) => above.Aggregate(below, (map, member) => map.With(member.Key, member.Value));

    private static void Write(Screen screen, RolloutPlan plan, string? last)
    {
        foreach (string blocker in plan.Blockers)
            screen.Line($"It cannot start now: {blocker}", hanging: "  ");
        foreach (string warning in plan.Warnings)
            screen.Line($"warning: {warning}", hanging: "  ");
        foreach (string line in plan.Lines)
            screen.Line(line, hanging: "  ");
        screen.Line($"Plan digest: {plan.PlanDigest}");
        if (last is not null)
            screen.Line($"Settings that no option gives are those of {last}, the group's last rollout.", hanging: "  ");
    }
}
