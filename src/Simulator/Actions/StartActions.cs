using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Machine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>StartInstanceRefresh and RollbackInstanceRefresh: the two that make an activity. The checks stand in the order in which they are made.</summary>
internal static class StartActions
{
    public static IEnumerable<ApiAction> All() =>
    [
        new("StartInstanceRefresh", Shape.Members(
            ("AutoScalingGroupId!", RefreshInput.GroupId), ("RefreshSettings!", RefreshInput.Settings), ("RefreshMode", Shape.Text)), Start),
        new("RollbackInstanceRefresh", Shape.Members(
            ("AutoScalingGroupId!", RefreshInput.GroupId), ("RefreshSettings!", RefreshInput.Settings), ("OriginRefreshActivityId!", Shape.Text),
            ("RefreshMode", Shape.Text)), RollBack),
    ];

    private static Refusal? Start(World world, Input input, Utf8JsonWriter answer)
    {
        var groupId = input.Text("AutoScalingGroupId")!;
        if (RefreshInput.ReadMode(input.Text("RefreshMode"), world.Assumed, out var mode) is { } badMode)
            return badMode;
        if (RefreshInput.Read(input.Object("RefreshSettings"), world.Assumed, out var settings) is { } badSettings)
            return badSettings;
        if (FindGroup(world, groupId, out var group) is { } noGroup)
            return noGroup;
        if (group.Status != "NORMAL")
            return Abnormal(group);
        var alive = world.AliveOf(groupId);
        if (alive is not null && !(alive.IsPaused && world.Assumed.Is(Assumed.StartWhilePaused, "accept")))
            return InRefresh(alive);
        if (world.OrdinaryWorkOn(groupId) is { } work)
            return InActivity(work);

        var running = BatchPlan.InOrder(group.Instances.Where(instance => instance.IsRunning), world.Assumed).ToList();
        if (running.Count == 0)
            return new("ResourceUnavailable.NoInstanceCanRefresh", $"The group `{groupId}` has no running instance.");
        if (BatchNumberTooLarge(settings, running.Count) is { } tooMany)
            return tooMany;
        if (settings.MaxSurge is > 0 && SurgeTooLarge(settings, running.Count, world.Assumed) is { } tooLarge)
            return tooLarge;
        if (Inquire(world, [world.Configurations[group.LaunchConfigurationId].ImageId], world.Configurations[group.LaunchConfigurationId]) is { } noPrice)
            return noPrice;

        if (alive is not null)
            world.Do(alive, new ActivityEvent.Cancel());
        var activity = world.Begin(group, new()
        {
            Id = world.NewId(Ids.Refresh),
            GroupId = groupId,
            Mode = mode,
            Settings = settings,
            Batches = BatchPlan.Deal(
                [.. running.Select(instance => new BatchInstance { InstanceId = instance.Id, PreviousImageId = instance.ImageId })],
                settings.BatchNumber, world.Assumed),
            GroupWasEnabled = world.Groups[groupId].Enabled,
            CreatedTime = world.Now,
        });
        answer.WriteString("RefreshActivityId", activity.Id);
        return null;
    }

    private static Refusal? RollBack(World world, Input input, Utf8JsonWriter answer)
    {
        var groupId = input.Text("AutoScalingGroupId")!;
        var originId = input.Text("OriginRefreshActivityId")!;
        if (input.Text("RefreshMode") is { } mode && mode != RefreshMode.RollingUpdateReset.Wire())
            return new(Codes.InvalidValue, $"The parameter `RefreshMode` is `{mode}`; a rollback can only be {RefreshMode.RollingUpdateReset.Wire()}.");
        if (RefreshInput.Read(input.Object("RefreshSettings"), world.Assumed, out var settings) is { } badSettings)
            return badSettings;
        if (settings.MaxSurge is > 0)
            return new(Codes.InvalidValue, "The parameter `MaxSurge` is not supported in a rollback.");
        if (FindGroup(world, groupId, out var group) is { } noGroup)
            return noGroup;
        if (world.Activity(originId) is not { } origin || origin.GroupId != groupId)
            return new(world.Assumed[Assumed.RollbackUnknownOrigin], $"The group `{groupId}` has no activity `{originId}`.");
        if (MayRollBack(world, origin) is { } mayNot)
            return mayNot;
        if (group.Status != "NORMAL")
            return Abnormal(group);
        if (world.AliveOf(groupId) is { } alive && alive.Id != originId)
            return InRefresh(alive);
        if (world.OrdinaryWorkOn(groupId) is { } work)
            return InActivity(work);

        var instances = world.ToRollBack(origin).ToList();
        if (instances.Count == 0)
            return new("ResourceUnavailable.NoInstanceCanRollback", $"No instance of `{originId}` was refreshed and is still in the group.");
        if (BatchNumberTooLarge(settings, instances.Count) is { } tooMany)
            return tooMany;
        if (Inquire(world, instances.Select(instance => instance.PreviousImageId ?? ""), configuration: null) is { } noPrice)
            return noPrice;
        answer.WriteString("RefreshActivityId", world.RollBack(origin, settings with { MaxSurge = null }, origin.IsAlive).Id);
        return null;
    }

    /// <summary>Why this activity cannot be rolled back; null where it can.</summary>
    public static Refusal? MayRollBack(World world, RefreshActivity origin)
    {
        if (origin.Type == ActivityType.Rollback)
            return new("ResourceUnavailable.RollbackTypeActivityCanNotRollbackAgain", $"`{origin.Id}` is a rollback itself.");
        if (origin.Mode == RefreshMode.RollingUpdateReplace)
            return new(world.Assumed[Assumed.RollbackOfReplaceCode], $"`{origin.Id}` replaced its instances, which cannot be rolled back.");
        return world.Ask(origin, ActivityRequest.RollBack) switch
        {
            Verdict.Accept => null,
            Verdict.CannotRollBack => new("ResourceUnavailable.RefreshActivityCanNotRollback", $"`{origin.Id}` is not the group's latest activity any more."),
            _ => new(world.Assumed[Assumed.ConflictCode],
                $"`{origin.Id}` is {origin.Status.Wire()}; only a paused or the latest successful activity can be rolled back."),
        };
    }

    private static Refusal? FindGroup(World world, string groupId, out ScalingGroup group)
    {
        if (!world.Groups.TryGetValue(groupId, out group!))
            return new("ResourceNotFound.AutoScalingGroupIdNotFound", $"There is no group `{groupId}`.");
        return world.RoleGranted ? null : new(Codes.RoleMissing, "The service role AS_QCSRole is not granted.");
    }

    private static Refusal Abnormal(ScalingGroup group) => new(Codes.GroupAbnormal, $"The group `{group.Id}` is {group.Status}.");

    private static Refusal InRefresh(RefreshActivity alive)
        => new(Codes.InRefreshActivity, $"The group `{alive.GroupId}` has the refresh activity `{alive.Id}`, which is {alive.Status.Wire()}.");

    private static Refusal InActivity(ScalingActivity work)
        => new(Codes.InActivity, $"The group `{work.GroupId}` has the scaling activity `{work.Id}` ({work.Type}) running.");

    private static Refusal? BatchNumberTooLarge(RefreshSettings settings, int instances) => settings.BatchNumber > instances
        ? new("InvalidParameterValue.BatchNumberTooLarge", $"The parameter `BatchNumber` is {settings.BatchNumber}, but there are {instances} instances.")
        : null;

    private static Refusal? SurgeTooLarge(RefreshSettings settings, int instances, AssumptionSet assumed)
    {
        var sizes = BatchPlan.Sizes(instances, settings.BatchNumber, assumed);
        var bound = assumed.Is(Assumed.MaxSurgeBound, "smallestBatch") ? sizes.Min() : sizes.Max();
        return settings.MaxSurge > bound
            ? new("InvalidParameterValue.MaxSurgeTooLarge", $"The parameter `MaxSurge` is {settings.MaxSurge}, but a batch has {bound} instances.")
            : null;
    }

    /// <summary>A reinstall is paid for like a new machine, and what is not there has no price.</summary>
    private static Refusal? Inquire(World world, IEnumerable<string> imageIds, LaunchConfiguration? configuration)
    {
        if (configuration is { Status: "IMAGE_ABNORMAL" })
            return new("ResourceUnavailable.InquiryPriceResetInstanceFailed", $"The image of `{configuration.Id}` is abnormal.");
        return imageIds.FirstOrDefault(image => world.MissingImages.Contains(image)) is { } missing
            ? new("ResourceUnavailable.InquiryPriceResetInstanceFailed", $"The image `{missing}` does not exist.")
            : null;
    }
}
