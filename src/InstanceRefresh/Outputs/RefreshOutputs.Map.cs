using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial record RefreshOutputs
{
    /// <summary>
    /// The names of the properties that <see cref="ToMap(PropertyMap)"/> adds to the inputs: what a preview of a new rollout cannot know.
    /// </summary>
    public static ImmutableArray<string> Names { get; } = [.. OutputCatalogue.Properties.Select(property => property.Name)];

    /// <summary>For us alone, as the underscores tell the engine, which shows no such property. Present on what was imported.</summary>
    internal const string ImportedMark = "__imported";

    private const string IndeterminateMark = "__inDoubt";
    private const string TakenOverMark = "__takenOver";
    private const string ReportedMark = "__reported";
    private const string AccountMark = "__account";
    private const string RolledBackTriggersMark = "__rolledBackTriggers";
    private const string TriggersAtRollbackMark = "__triggersAtRollback";
    private const string AppliedItemsMark = "__appliedItems";
    private const string ConfigurationMark = "__configuration";
    private const string ReportedConfigurationMark = "__toldConfiguration";
    private const string ImagesBeforeMark = "__imagesBefore";

    /// <summary>All properties to store: the given inputs and these outputs.</summary>
    public PropertyMap ToMap(PropertyMap inputs) => inputs
        .With("refreshActivityId", RefreshActivityId.ToValue())
        .With("status", Status.ToValue())
        .With("outcome", Outcome.ToString().ToValue())
        .With("activityType", ActivityType.ToValue())
        .With("rollbackActivityId", RollbackActivityId.ToValue())
        .With("launchConfigurationId", LaunchConfigurationId.ToValue())
        .With("launchConfigurationVersion", LaunchConfigurationVersion.ToValue())
        .With("batchCount", BatchCount.ToValue())
        .With("currentBatch", CurrentBatch.ToValue())
        .With("batches", Batches.Select(ToMap).ToValue())
        .With("totalInstances", TotalInstances.ToValue())
        .With("refreshedInstances", RefreshedInstances.ToValue())
        .With("failedInstances", FailedInstances.Select(ToMap).ToValue())
        .With("createdTime", CreatedTime.ToValue())
        .With("startTime", StartTime.ToValue())
        .With("endTime", EndTime.ToValue())
        .With("frozenSeconds", FrozenSeconds.ToValue())
        .With("resumeCount", ResumeCount.ToValue())
        .With("deviations", Deviations.Select(ToMap).ToValue())
        .With("images", PropertyMap.From(Images.Select(image => KeyValuePair.Create(image.Key, image.Value.ToValue()))))
        .With("verified", Verified.ToValue())
        .With("planDigest", PlanDigest.ToValue())
        .With("adopted", Adopted.ToValue())
        .With("region", Region.ToValue())
        .With(IndeterminateMark, IsIndeterminate ? true : null)
        .With(TakenOverMark, TakenOver ? true : null)
        .With(ReportedMark, Reported is { } reported
            ? PropertyMap.Empty.With("status", reported.Status.ToValue()).With("batch", reported.Batch.ToValue())
            : null)
        .With(AccountMark, AccountId.ToValue())
        .With(RolledBackTriggersMark, RolledBackTriggers.ToValue())
        .With(TriggersAtRollbackMark, TriggersAtRollback.ToValue())
        .With(AppliedItemsMark, AppliedItems.ToValue())
        .With(ConfigurationMark, Applied?.ToMap())
        .With(ReportedConfigurationMark, ReportedConfiguration.ToValue())
        .With(ImagesBeforeMark, ImagesBefore?.ToMap())
        .With(VerificationMarks.Name, Verification?.ToMap())
        .With(ImportedMark, IsImported ? true : null);

    /// <summary>Reads stored properties of any age. Null if they name no activity: nothing can be said about those.</summary>
    public static RefreshOutputs? From(PropertyMap stored)
    {
        if (stored.Text("refreshActivityId") is not { Length: > 0 } id)
            return null;

        var bare = new RefreshOutputs { RefreshActivityId = id };
        return bare with
        {
            Status = stored.Text("status") ?? "",
            Outcome = Enum.TryParse<RefreshOutcome>(stored.Text("outcome"), out var outcome) && Enum.IsDefined(outcome) ? outcome : bare.Outcome,
            ActivityType = stored.Text("activityType") ?? bare.ActivityType,
            RollbackActivityId = stored.Text("rollbackActivityId"),
            LaunchConfigurationId = stored.Text("launchConfigurationId"),
            LaunchConfigurationVersion = stored.Whole("launchConfigurationVersion"),
            BatchCount = stored.Whole("batchCount") ?? 0,
            CurrentBatch = stored.Whole("currentBatch") ?? 0,
            Batches = [.. stored.Sections("batches").Select(ReadBatch)],
            TotalInstances = stored.Whole("totalInstances") ?? 0,
            RefreshedInstances = stored.Whole("refreshedInstances") ?? 0,
            FailedInstances = [.. stored.Sections("failedInstances").Select(ReadFailed)],
            CreatedTime = Times.Read(stored.Text("createdTime")),
            StartTime = Times.Read(stored.Text("startTime")),
            EndTime = Times.Read(stored.Text("endTime")),
            FrozenSeconds = stored.Whole("frozenSeconds") ?? 0,
            ResumeCount = stored.Whole("resumeCount") ?? 0,
            Deviations = [.. stored.Sections("deviations").Select(ReadDeviation)],
            Images = stored.Section("images").Keys.ToImmutableSortedDictionary(
                image => image, image => stored.Section("images").Whole(image) ?? 0, StringComparer.Ordinal),
            Verified = stored.Flag("verified") ?? false,
            PlanDigest = stored.Text("planDigest"),
            Adopted = stored.Flag("adopted") ?? false,
            Region = stored.Text("region"),
            IsIndeterminate = stored.Flag(IndeterminateMark) ?? false,
            TakenOver = stored.Flag(TakenOverMark) ?? false,
            Reported = stored.Given(ReportedMark) is PropertyValue.Object { Members: var reported } ? new(reported.Text("status") ?? "", reported.Whole("batch") ?? 0) : null,
            AccountId = stored.Text(AccountMark),
            RolledBackTriggers = stored.Text(RolledBackTriggersMark),
            TriggersAtRollback = stored.Text(TriggersAtRollbackMark),
            AppliedItems = stored.Text(AppliedItemsMark),
            Applied = AppliedConfiguration.From(stored.Section(ConfigurationMark)),
            ReportedConfiguration = stored.Text(ReportedConfigurationMark),
            ImagesBefore = ImagesBefore.From(stored.Section(ImagesBeforeMark)),
            Verification = VerificationMarks.Read(stored),
            IsImported = stored.Flag(ImportedMark) ?? false,
        };
    }

    internal static PropertyMap ToMap(BatchOutput batch) => PropertyMap.Empty
        .With("number", batch.Number.ToValue())
        .With("status", batch.Status.ToValue())
        .With("startTime", batch.StartTime.ToValue())
        .With("endTime", batch.EndTime.ToValue())
        .With("instanceCounts", PropertyMap.From(batch.InstanceCounts.Select(count => KeyValuePair.Create(count.Key, count.Value.ToValue()))));

    internal static PropertyMap ToMap(FailedInstance failed) => PropertyMap.Empty
        .With("instanceId", failed.InstanceId.ToValue())
        .With("batch", failed.Batch.ToValue())
        .With("message", failed.Message)
        .With("lastActivityId", failed.LastActivityId.ToValue());

    internal static PropertyMap ToMap(Deviation deviation) => PropertyMap.Empty
        .With("instanceId", deviation.InstanceId)
        .With("kind", deviation.Kind.ToString().ToValue())
        .With("batch", deviation.Batch.ToValue())
        .With("image", deviation.Image.ToValue())
        .With("expectedImage", deviation.ExpectedImage.ToValue())
        .With("message", deviation.Message);

    private static Deviation ReadDeviation(PropertyMap deviation) => new(
        deviation.Text("instanceId") ?? "",
        Enum.TryParse<DeviationKind>(deviation.Text("kind"), out var kind) && Enum.IsDefined(kind) ? kind : DeviationKind.NotCovered,
        deviation.Whole("batch") ?? 0, deviation.Text("image"), deviation.Text("expectedImage"), deviation.Text("message") ?? "");

    private static BatchOutput ReadBatch(PropertyMap batch) => new(
        batch.Whole("number") ?? 0,
        batch.Text("status") ?? "",
        Times.Read(batch.Text("startTime")),
        Times.Read(batch.Text("endTime")),
        batch.Section("instanceCounts").Keys.ToImmutableSortedDictionary(
            status => status, status => batch.Section("instanceCounts").Whole(status) ?? 0, StringComparer.Ordinal));

    private static FailedInstance ReadFailed(PropertyMap failed) => new(
        failed.Text("instanceId") ?? "", failed.Whole("batch") ?? 0, failed.Text("message") ?? "", failed.Text("lastActivityId"));
}
