using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    private const string SkippedStatus = "SKIPPED";

    private async Task<Fleet> WithImagesAsync(Fleet fleet, OperationLimits limits)
        => fleet with { Images = await limits.BeforeStartAsync(token => _cloud.Fleet.ImagesAsync(fleet.Instances, token)) };

    /// <exception cref="RolloutRefusedException">The program expects another fleet than there is.</exception>
    private static void RefuseUnreviewed(RefreshInputs inputs, Fleet fleet)
    {
        if (inputs.ExpectedPlan is not { } expected || PlanDigest.Differences(expected, PlanDigest.Of(inputs, fleet), fleet) is not { IsEmpty: false } differences)
            return;
        throw new RolloutRefusedException([
            $"Nothing was started on scaling group {fleet.Id}: it is not the fleet of expectedPlan.", .. differences,
            "Next steps: review the plan again and set expectedPlan to its planDigest, or remove expectedPlan.",
        ]);
    }

    /// <summary>How the launch configuration has changed since the start, where that was not told yet; null: not at all, as far as is known.</summary>
    private async Task<string?> UnreportedChangeAsync(ActivityId id, RefreshOutputs stored, RefreshActivity activity, CancellationToken token)
    {
        if (stored.Applied is not { } applied || await _cloud.Fleet.ConfigurationOfAsync(id.GroupId, token) is not { } configuration)
            return null;
        var now = AppliedConfiguration.Of(activity.RefreshMode, configuration, id.RefreshActivityId);
        return now.Digest == stored.ReportedConfiguration ? null : applied.ChangeTo(now);
    }

    /// <summary>The end of a create that starts nothing; null where it has to roll, which it says.</summary>
    private async Task<OperationResult?> SkippedAsync(CreateOperation create, Fleet fleet, SkipMatching match)
    {
        if (!match.IsShown)
        {
            await create.Context.Log.InfoAsync($"skipMatching: a rollout is started, since {match.Why}.");
            return null;
        }

        await create.Context.Log.InfoAsync($"Nothing is started: {match.Why} (skipMatching).");
        return UpToDate(create, fleet, verified: true);
    }

    /// <summary>There is nothing to refresh, and no activity: the resource exists all the same.</summary>
    private OperationResult.Done UpToDate(CreateOperation create, Fleet fleet, bool verified)
    {
        var id = ActivityId.None(fleet.Id);
        _ledger.Change(ledger => ledger.WithClaim(new Claim(create.Urn, id, create.Inputs, ClaimKind.Skipped)));
        var outputs = NothingStarted() with
        {
            LaunchConfigurationId = fleet.Group.LaunchConfigurationId,
            LaunchConfigurationVersion = fleet.Configuration?.VersionNumber,
            TotalInstances = fleet.Instances.Count,
            Images = fleet.Images?.Count(fleet.Instances) ?? NothingStarted().Images,
            Verified = verified,
            PlanDigest = PlanDigest.Of(create.Inputs, fleet).ToString(),
            Region = _identity.Region,
            AccountId = _identity.KnownAccount,
        };
        return new OperationResult.Done(id.ToString(), outputs, []);
    }

    private static RefreshOutputs NothingStarted() => new()
    {
        RefreshActivityId = ActivityId.NoActivity,
        Status = SkippedStatus,
        Outcome = RefreshOutcome.UpToDate,
        Reported = new(SkippedStatus, 0),
    };

    /// <summary>A resource that stands for no activity: only whether its group is there can be seen.</summary>
    private async Task<ReadResult> ReadNothingAsync(ActivityId id, RefreshInputs? inputs, RefreshOutputs? outputs, CancellationToken token)
    {
        if (await _cloud.Fleet.GroupAsync(id.GroupId, token) is null)
            return await _cloud.Fleet.ExplainNothingVisibleAsync(id.GroupId, token) is { } indeterminate ? throw new NothingSeenException(indeterminate) : new ReadResult.NotFound();
        var wanted = inputs ?? new RefreshInputs { AutoScalingGroupId = id.GroupId, Settings = new RolloutSettings { BatchNumber = 1 } };
        var found = outputs ?? NothingStarted() with { Region = _identity.Region, AccountId = _identity.KnownAccount, IsImported = inputs is null };
        return new ReadResult.Found(id.ToString(), wanted, found);
    }

    /// <summary>An ended rollout is compared again, since failOn counts what is not repaired yet.</summary>
    private async Task<OperationResult> ComparedAgainAsync(ActivityId id, RefreshOutputs stored, StandbyInstances standby, OperationContext context, OperationLimits limits)
    {
        var seen = await limits.ReadAsync(token => _cloud.Fleet.DescribeAsync([stored.FollowedActivityId], token));
        var now = seen.RefreshActivitySet.FirstOrDefault(activity => activity.RefreshActivityId == stored.FollowedActivityId) is { IsAlive: false } followed
            ? await limits.ReadAsync(token => ComparedAsync(id, stored, stored, followed.Cleaned(context.Clean), context, standby, token))
            : stored;
        return new OperationResult.Done(id.ToString(), now, []);
    }
}
