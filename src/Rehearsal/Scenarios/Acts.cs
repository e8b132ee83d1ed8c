using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using static TencentcloudRefresh.Rehearsal.Scenarios.Expectation;

namespace TencentcloudRefresh.Rehearsal.Scenarios;

/// <summary>
/// The scenario: a fleet is created, a new image fails in a batch and is retried, the next is promoted by approval, and two are rolled
/// back: by a reviewed change, and by an alarm.
/// </summary>
internal static class Acts
{
    private const string Start = "StartInstanceRefresh";
    private const string Resume = "ResumeInstanceRefresh";
    private const string Rollback = "RollbackInstanceRefresh";
    private const string SecondImage = "img-5y1ux80q";
    private const string ThirdImage = "img-k7r3m0ds";
    private const string FourthImage = "img-2wq9c4vb";

    private static Expectation NamesTheAlarm { get; } = Says(
        "it says which alarm it was",
        record => record.Steps.Any(step => step.Reasons.Any(reason => reason.Contains(RehearsalFleet.AlarmPolicy, StringComparison.Ordinal))));

    private static Expectation NamesTheInstance { get; } = Says(
        "it says which instance failed and what to do",
        record => record.Rollout is { FailedInstances: [{ InstanceId: { Length: > 0 } id }, ..] }
            && record.Steps.Any(step => step.Reasons.Any(reason => reason.Contains(id, StringComparison.Ordinal))));

    public static ImmutableArray<Act> All { get; } =
    [
        new("preview", "A stack that does not exist yet: what a first `up` would do. Nothing is changed.",
        [
            new("", OperationKind.Preview) { Expect = [Succeeds, ChangesNothing] },
        ]),
        new("up", "The first `up`: launch configuration and group of six instances. They run what a rollout would give them, so none starts.",
        [
            new("", OperationKind.Up) { Expect = [Succeeds, Happens("CreateAutoScalingGroup"), Calls(Start, 0), Status("SKIPPED"), Outcome("UpToDate")] },
        ]),
        new("failure", "A new image, and one instance of batch 2 does not come back: the rollout stops, the state is kept.",
        [
            new($"web-fleet:imageId: {SecondImage}", OperationKind.Preview) { Edit = Image(SecondImage), Expect = [Succeeds, ChangesNothing] },
            new("the first instance of batch 2 will fail once", OperationKind.Up)
            {
                Fault = rollout => new JsonObject { ["groupId"] = rollout.GroupId, ["atBatch"] = 2, ["kind"] = "failOnce" },
                Expect = [Fails, Calls(Start, 1), Status("FAILED_PAUSE"), Batches(3), NamesTheInstance],
            },
        ]),
        new("retry", "The same `up` again: it continues where it stopped and retries the instance. No second rollout is started.",
        [
            new("", OperationKind.Up) { Expect = [Succeeds, Calls(Start, 0), Calls(Resume, 1), Status("SUCCESSFUL"), Outcome("Succeeded")] },
        ]),
        new("approval", "Promotion by review: the rollout pauses after each batch, and a one-line diff approves the next.",
        [
            new($"web-fleet:imageId: {ThirdImage}, batchPause: BATCH_INTERVAL_PAUSE, approvedThroughBatch: 0", OperationKind.Up)
            {
                Edit = config => Set(Set(Image(ThirdImage)(config), "batchPause", "BATCH_INTERVAL_PAUSE"), "approvedThroughBatch", "0"),
                Expect = [Succeeds, Calls(Start, 1), Outcome("AwaitingApproval"), PausedAfterBatch(1)],
            },
            new("no change: an `up` without approval moves nothing", OperationKind.Up)
            {
                Expect = [Succeeds, ChangesNothing, Outcome("AwaitingApproval"), PausedAfterBatch(1)],
            },
            new("web-fleet:approvedThroughBatch: 2", OperationKind.Up)
            {
                Edit = config => Set(config, "approvedThroughBatch", "2"),
                Expect = [Succeeds, Calls(Start, 0), Calls(Resume, 2), Status("SUCCESSFUL"), Outcome("Succeeded")],
            },
        ]),
        new("rollback", "The next image looks bad after its first batch: the old one is restored, and the batch is rolled back.",
        [
            new($"web-fleet:imageId: {FourthImage}, approvedThroughBatch: 0", OperationKind.Up)
            {
                Edit = config => Set(Image(FourthImage)(config), "approvedThroughBatch", "0"),
                Expect = [Succeeds, Calls(Start, 1), Outcome("AwaitingApproval"), PausedAfterBatch(1)],
            },
            new($"web-fleet:imageId: {ThirdImage}, desiredState: RolledBack", OperationKind.Up)
            {
                Edit = config => Set(Image(ThirdImage)(config), "desiredState", "RolledBack"),
                Expect = [Succeeds, Calls(Start, 0), Calls(Rollback, 1), Outcome("RolledBack")],
            },
        ]),
        new("verification", "The next image passes its batch, and an alarm fires while the canary bakes: the rollout is rolled back by itself.",
        [
            new($"web-fleet:imageId: {FourthImage}, FIRST_BATCH_PAUSE, bakeSeconds: 300, alarmPolicyIds, onVerificationFailure: RollBack", OperationKind.Up)
            {
                Edit = config => Verified(Image(FourthImage)(config)),
                Fault = rollout => new JsonObject
                {
                    ["groupId"] = rollout.GroupId, ["atBatch"] = 1, ["kind"] = "alarm", ["policyId"] = RehearsalFleet.AlarmPolicy, ["milliseconds"] = 240_000, ["message"] = "HTTP 5xx > 1%",
                },
                Expect = [Fails, Calls(Start, 1), Calls(Rollback, 1), Outcome("RolledBack"), NamesTheAlarm],
            },
            new("the same `up` again: nothing is started under the same triggers", OperationKind.Up)
            {
                Expect = [Fails, ChangesNothing, Outcome("RolledBack"), NamesTheAlarm],
            },
            new($"web-fleet:imageId: {ThirdImage}, desiredState: RolledBack: the fleet stays as it is", OperationKind.Up)
            {
                Edit = config => Set(Image(ThirdImage)(config), "desiredState", "RolledBack"),
                Expect = [Succeeds, Calls(Start, 0), Outcome("RolledBack")],
            },
        ]),
        new("refresh", "Compares the cloud with the state.",
        [
            new("", OperationKind.Refresh) { Expect = [Succeeds, ChangesNothing] },
        ]),
        new("destroy", "Everything is deleted, the newest first.",
        [
            new("", OperationKind.Destroy) { Expect = [Succeeds, Happens("DeleteAutoScalingGroup"), Calls("DeleteLaunchConfiguration", 1)] },
        ]),
    ];

    private static StackConfig Verified(StackConfig config) => new[]
    {
        ("desiredState", "Completed"), ("batchPause", "FIRST_BATCH_PAUSE"), ("approvedThroughBatch", "1"), ("bakeSeconds", "300"),
        ("alarmPolicyIds", $"[\"{RehearsalFleet.AlarmPolicy}\"]"), ("onVerificationFailure", "RollBack"),
    }.Aggregate(config, (changed, setting) => Set(changed, setting.Item1, setting.Item2));

    private static Expectation Batches(int count) => Says($"it takes {count} batches", record => record.Rollout?.BatchCount == count);

    private static Expectation Happens(string action) => Says($"{action} is called", record => record.ApiCalls.Contains(action));

    private static Func<StackConfig, StackConfig> Image(string image) => config => Set(config, "imageId", image);

    private static StackConfig Set(StackConfig config, string key, string value) => config.With(key, new ConfigValue(value, IsSecret: false));
}
