using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>Rollouts of every kind, as their reports.</summary>
internal static class Scenarios
{
    public const string HealthFailure = "Health check of the load balancer was still negative after 600 seconds";

    public static RolloutReport Succeeded() => new Scenario(4, 4, 4).Asked(InstanceRefresh.Asked.Start).Poll()
        .Wait(1).Works(1).Poll().Batch(1)
        .Wait(1).Works(2).Poll().Batch(2)
        .Wait(1).Works(3).Poll().Batch(3).Status(ActivityStatus.Successful).Poll()
        .Report(RefreshOutcome.Succeeded);

    public static RolloutReport FailedInABatch() => ToFailure().Report(RefreshOutcome.Failed, endedWell: false, Reasons);

    /// <summary>The run after <see cref="FailedInABatch"/>, by itself: it did not see the first two batches at work.</summary>
    public static RolloutReport RetriedBySecondRun() => Retried(ToFailure().Forget().Wait(7200).Poll()).Report(RefreshOutcome.Succeeded);

    public static RolloutReport RetriedInOneRun() => Retried(ToFailure().Wait(3))
        .With(ending => ending with
        {
            Run = Origin,
            Images = new(["img-f2n8a0d3"], "img-8q3v1b6t", ImmutableSortedDictionary<string, int>.Empty.Add("img-8q3v1b6t", 12)),
            Verified = true,
        })
        .Report(RefreshOutcome.Succeeded);

    public static RolloutReport AwaitingApproval() => new Scenario(4, 4, 4).Asked(InstanceRefresh.Asked.Start).Poll()
        .Wait(1).Works(1).Poll().Batch(1).Status(ActivityStatus.AutoPause).Poll()
        .Report(RefreshOutcome.AwaitingApproval, endedWell: true, "Next steps: `pulumi up` again continues; approvedThroughBatch 2 continues through batch 2");

    public static RolloutReport Interrupted() => new Scenario(4, 4, 4).Asked(InstanceRefresh.Asked.Start).Poll()
        .Wait(1).Works(1).Poll().Batch(1)
        .Wait(1).Works(2).Poll().Wait(40).Instance(2, 1).Poll().Wait(12).Poll().Note("Interrupted: the rollout continues in the cloud, unwatched")
        .Report(RefreshOutcome.InProgress, endedWell: false, "Interrupted while batch 2 of 3 was in progress.", "Next steps: `pulumi up` again watches it to its end");

    public static RolloutReport RolledBack() => RolledBack(ToFailure().Wait(5).Asked(InstanceRefresh.Asked.Rollback, "asr-8c1d5e2f").Cancelled().Poll());

    /// <summary>As <see cref="RolledBack()"/>, with nobody looking at the rollout once it was being undone.</summary>
    public static RolloutReport RolledBackUnseen() => RolledBack(ToFailure().Wait(5).Asked(InstanceRefresh.Asked.Rollback, "asr-8c1d5e2f").Cancelled());

    public const string Alarm = "Alarm policy policy-1b842bhh \"web 5xx\" of lb-4qjx6r0e was in ALARM since 2026-01-05T08:04:40Z: HTTP 5xx > 1%.";

    /// <summary>An alarm while the canary bakes has it rolled back.</summary>
    public static RolloutReport CanaryRolledBack() => ToAlarm().RollsBack("asr-8c1d5e2f").Poll()
        .Wait(1).Works(1).Poll().Batch(1).Status(ActivityStatus.Successful).Poll()
        .Report(RefreshOutcome.RolledBack, endedWell: false, "Rollback asr-8c1d5e2f on scaling group asg-9dn1a5y6 has undone the rollout, which did not pass its verification.", Alarm,
            "It is not started again under the same triggers.", "Next steps: change a trigger to start a new rollout");

    /// <summary>The run after <see cref="CanaryRolledBack"/>, with desiredState RolledBack.</summary>
    public static RolloutReport CanaryRolledBackAccepted() => ToAlarm().RollsBack("asr-8c1d5e2f").Works(1).Ends(1).Status(ActivityStatus.Successful).Forget().Wait(3600).Poll()
        .Report(RefreshOutcome.RolledBack);

    public static RolloutReport CanaryVerified() => ToCanary().Wait(301).Verified(1, 301, VerificationVerdict.Passed).Asked(InstanceRefresh.Asked.Resume, ResumeMode.Retry)
        .Wait(1).Works(2).Poll().Batch(2)
        .Wait(1).Works(3).Poll().Batch(3).Status(ActivityStatus.Successful).Poll().Verified(3, 0, VerificationVerdict.Due)
        .Report(RefreshOutcome.InProgress, endedWell: false, "Interrupted.");

    private static Scenario ToAlarm() => ToCanary().Wait(180).Verified(1, 180, VerificationVerdict.Failed, Alarm).Asked(InstanceRefresh.Asked.Rollback, "asr-8c1d5e2f").Cancelled().Poll();

    private static Scenario ToCanary() => new Scenario(4, 4, 4).Asked(InstanceRefresh.Asked.Start).Poll()
        .Wait(1).Works(1).Poll().Batch(1).Status(ActivityStatus.AutoPause).Poll().Verified(1, 0, VerificationVerdict.Due);

    private static RolloutReport RolledBack(Scenario cancelled) => cancelled.RollsBack("asr-8c1d5e2f").Poll()
        .Wait(1).Works(1).Poll().Batch(1)
        .Wait(1).Works(2).Poll().Batch(2).Status(ActivityStatus.Successful).Poll()
        .Report(RefreshOutcome.RolledBack);

    public static RolloutReport CancelledBySomebodyElse() => new Scenario(3, 3).Asked(InstanceRefresh.Asked.Start).Poll()
        .Wait(1).Works(1).Poll().Batch(1).Status(ActivityStatus.ManualPause).Poll().Wait(30).Cancelled().Poll()
        .Report(RefreshOutcome.Cancelled, endedWell: false, "The activity was cancelled by somebody else.", "Next steps: `pulumi up` again starts a new rollout");

    public static RolloutReport LeftBehind() => ToFailure().Wait(4).Asked(InstanceRefresh.Asked.Resume, ResumeMode.Continue)
        .Wait(2).Works(3).Poll().Batch(3).Status(ActivityStatus.Successful).Poll()
        .Report(RefreshOutcome.PartiallySucceeded, endedWell: true, "1 instance failed and stays in standby: ins-web00006.");

    /// <summary>It ended well as far as the service says; the machines tell otherwise. With all that a run in a pipeline knows.</summary>
    public static RolloutReport Deviating() => new Scenario(4, 4).Asked(InstanceRefresh.Asked.Start).Poll()
        .Wait(1).Works(1).Poll().Batch(1).Wait(1).Works(2).Poll().Batch(2).Status(ActivityStatus.Successful).Poll()
        .With(ending => ending with
        {
            Run = Origin,
            Images = new(["img-f2n8a0d3", "img-0c1x5k7v"], "img-8q3v1b6t", ImmutableSortedDictionary<string, int>.Empty.Add("img-8q3v1b6t", 7).Add("img-f2n8a0d3", 2)),
            Verified = false,
            Deviations =
            [
                new("ins-web00003", DeviationKind.OtherImage, 1, "img-f2n8a0d3", "img-8q3v1b6t", "it runs img-f2n8a0d3 and should run img-8q3v1b6t."),
                new("ins-web00009", DeviationKind.NotCovered, 0, "img-f2n8a0d3", "img-8q3v1b6t", "it was attached to the group after the rollout had begun. The next rollout reaches it."),
                new("", DeviationKind.GroupDisabled, 0, null, null, "the group is still switched off: it does not scale until somebody enables it."),
            ],
        })
        .Report(RefreshOutcome.PartiallySucceeded, endedWell: true, "Not every instance of the group matches this rollout.");

    public static readonly RunOrigin Origin = new()
    {
        Stack = "production",
        Project = "web",
        Commit = "5f0c1d2e9a7b8c6d4e3f2a1b0c9d8e7f6a5b4c3d",
        Repository = "shop/web",
        Branch = "main",
        Who = "maria",
    };

    /// <summary>Failed in a large fleet that has hardly begun.</summary>
    public static RolloutReport FailedEarly()
    {
        var scenario = new Scenario([.. Enumerable.Repeat(40, 50)]);
        return scenario.Asked(InstanceRefresh.Asked.Start).Poll().Wait(1).Works(1).Poll().Wait(90).Instance(1, 3, InstanceStatus.Failed, HealthFailure).Poll()
            .Wait(30).Ends(1).Status(ActivityStatus.FailedPause).Poll().Report(RefreshOutcome.Failed, endedWell: false, Reasons);
    }

    /// <summary>The run after <see cref="FailedInABatch"/>, told to roll back; it has not seen the failure itself.</summary>
    public static RolloutReport RolledBackByNextRun()
        => RolledBack(ToFailure().Forget().Wait(600).Poll().Asked(InstanceRefresh.Asked.Rollback, "asr-8c1d5e2f").Cancelled().Poll());

    public static RolloutReport NeverSeen() => new Scenario(2).Asked(InstanceRefresh.Asked.Start)
        .Report(RefreshOutcome.InProgress, endedWell: false, "The service did not answer.");

    /// <summary>2000 instances in 20 batches, 60 failures, with the grain that polling gives.</summary>
    public static RolloutReport Large()
    {
        var scenario = new Scenario([.. Enumerable.Repeat(100, 20)]);
        scenario.Asked(InstanceRefresh.Asked.Start).Poll();
        for (int batch = 1; batch <= 20; batch++)
        {
            scenario.Wait(1).Works(batch).Poll();
            for (int step = 0; step < 10; step++)
            {
                scenario.Wait(12);
                for (int i = 0; i < 10; i++)
                {
                    bool fails = batch % 4 == 0 && i == 0;
                    scenario.Instance(batch, (step * 10) + i, fails ? InstanceStatus.Failed : InstanceStatus.Successful, fails ? HealthFailure : "success");
                }
                scenario.Poll();
            }
            scenario.Ends(batch).Poll();
        }
        return scenario.Status(ActivityStatus.Successful).Poll().Report(RefreshOutcome.PartiallySucceeded);
    }

    /// <summary>Every text that comes from outside tries to break out of every form.</summary>
    public static RolloutReport Hostile(string text)
    {
        var scenario = new Scenario(2);
        scenario.Poll().Wait(1).Works(1).Poll().Wait(60).Instance(1, 0, InstanceStatus.Failed, text).Instance(1, 1, text, text).Poll()
            .Wait(1).Ends(1).Status(ActivityStatus.FailedPause).Poll().Note(text);
        return RolloutReport.From(scenario.History, new RolloutEnding
        {
            AutoScalingGroupId = Scenario.Group,
            AutoScalingGroupName = text,
            RefreshActivityId = "asr-4k7m2p9q",
            Outcome = RefreshOutcome.Failed,
            EndedWell = false,
            Reasons = [text],
            NextSteps = [text],
            LaunchConfigurationId = text,
            At = scenario.Now,
        });
    }

    public static readonly string[] Reasons =
    [
        "Activity asr-4k7m2p9q on scaling group asg-9dn1a5y6 paused: batch 2 of 3 failed (request f5f0c0a4-0c7f-4d5e-8d0e-2a0f3f7b9a11).",
        $"Instance ins-web00006 (batch 2): {HealthFailure} (scaling activity asa-0000007d).",
        "Next steps: run `pulumi up` again to retry the failed instances (RETRY); set resumeMode to CONTINUE to leave them in standby and continue; set desiredState to RolledBack to undo it; set desiredState to Cancelled to end it here",
    ];

    public static Scenario ToFailure() => new Scenario(4, 4, 4).Asked(InstanceRefresh.Asked.Start).Poll()
        .Wait(1).Works(1).Poll().Batch(1)
        .Wait(1).Works(2).Poll().Wait(41).Instance(2, 0).Poll().Wait(34).Instance(2, 1, InstanceStatus.Failed, HealthFailure).Poll()
        .Wait(20).Instance(2, 2).Poll().Wait(9).Ends(2).Status(ActivityStatus.FailedPause).Poll();

    public static Scenario Retried(Scenario scenario) => scenario.Wait(2).Asked(InstanceRefresh.Asked.Resume, ResumeMode.Retry)
        .Wait(1).Works(2).Poll().Wait(70).Ends(2).Poll()
        .Wait(1).Works(3).Poll().Batch(3).Status(ActivityStatus.Successful).Poll();

    /// <summary>A batch of ordinary luck: its instances end one after the other.</summary>
    private static Scenario Batch(this Scenario scenario, int batch) => scenario
        .Wait(48).Instance(batch, 1).Poll().Wait(30).Instance(batch, 0).Poll().Wait(32).Instance(batch, 2).Poll().Wait(14).Ends(batch).Poll();
}
