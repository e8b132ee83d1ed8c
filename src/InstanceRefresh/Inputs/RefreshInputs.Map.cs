using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial record RefreshInputs
{
    /// <summary>Reads inputs of any age: what is missing, unknown or does not fit takes its default. Never throws.</summary>
    public static RefreshInputs From(PropertyMap inputs) => WantedInputs.From(inputs).Typed;

    /// <param name="map">With every default filled in.</param>
    internal static RefreshInputs Read(PropertyMap map)
    {
        var settings = map.Section("refreshSettings");
        var rolling = settings.Section("rollingUpdateSettings");
        var none = new RolloutSettings();
        var bare = new RefreshInputs();
        return new RefreshInputs
        {
            AutoScalingGroupId = map.Text("autoScalingGroupId") ?? "",
            Triggers = map.Texts("triggers"),
            RefreshMode = map.Text("refreshMode") ?? bare.RefreshMode,
            Settings = new RolloutSettings
            {
                BatchNumber = rolling.Whole("batchNumber"),
                MaxUnavailablePercent = rolling.Whole("maxUnavailablePercent"),
                BatchPause = rolling.Text("batchPause") ?? none.BatchPause,
                MaxSurge = rolling.Whole("maxSurge"),
                FailProcess = rolling.Text("failProcess") ?? none.FailProcess,
                CheckHealth = settings.Flag("checkInstanceTargetHealth") ?? none.CheckHealth,
                HealthTimeoutSeconds = settings.Whole("checkInstanceTargetHealthTimeout"),
            },
            ResumeMode = map.Text("resumeMode") ?? bare.ResumeMode,
            ApprovedThroughBatch = map.Whole("approvedThroughBatch"),
            FailureRetries = map.Whole("failureRetries") ?? 0,
            DesiredState = Enumeration<DesiredState>(map, "desiredState"),
            OnConflict = Enumeration<ConflictPolicy>(map, "onConflict"),
            OnInterrupt = Enumeration<InterruptPolicy>(map, "onInterrupt"),
            WaitFor = Enumeration<WaitTarget>(map, "waitFor"),
            FailOn = map.TextList("failOn"),
            SkipMatching = map.Flag("skipMatching") ?? false,
            ExpectedPlan = map.Text("expectedPlan"),
            ProgressDeadline = map.Whole("progressDeadlineSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Verification = map.Given("verification") is PropertyValue.Object { Members: var verification } ? VerificationSettings.Read(verification) : null,
            StandbyInstances = Enumeration<StandbyInstances>(map, "standbyInstances"),
            MinHealthyPercent = map.Whole("minHealthyPercent"),
        };
    }

    /// <summary>The inputs as properties, defaults written out: what Check would have made of them.</summary>
    public PropertyMap ToMap() => PropertyMap.Empty
        .With("autoScalingGroupId", AutoScalingGroupId.ToValue())
        .With("triggers", Triggers.IsEmpty ? null : TriggerMap())
        .With("refreshMode", RefreshMode.ToValue())
        .With("refreshSettings", PropertyMap.Empty
            .With("rollingUpdateSettings", PropertyMap.Empty
                .With("batchNumber", Settings.BatchNumber.ToValue())
                .With("maxUnavailablePercent", Settings.MaxUnavailablePercent.ToValue())
                .With("batchPause", Settings.BatchPause.ToValue())
                .With("maxSurge", Settings.MaxSurge.ToValue())
                .With("failProcess", Settings.FailProcess.ToValue()))
            .With("checkInstanceTargetHealth", Settings.CheckHealth.ToValue())
            .With("checkInstanceTargetHealthTimeout", Settings.HealthTimeoutSeconds.ToValue()))
        .With("resumeMode", ResumeMode.ToValue())
        .With("approvedThroughBatch", ApprovedThroughBatch.ToValue())
        .With("failureRetries", FailureRetries.ToValue())
        .With("desiredState", DesiredState.ToString().ToValue())
        .With("onConflict", OnConflict.ToString().ToValue())
        .With("onInterrupt", OnInterrupt.ToString().ToValue())
        .With("waitFor", WaitFor.ToString().ToValue())
        .With("failOn", FailOn.IsEmpty ? null : FailOn.ToValue())
        .With("skipMatching", SkipMatching.ToValue())
        .With("expectedPlan", ExpectedPlan.ToValue())
        .With("progressDeadlineSeconds", ((int?)ProgressDeadline?.TotalSeconds).ToValue())
        .With("verification", Verification?.ToMap())
        .With("standbyInstances", StandbyInstances.ToString().ToValue())
        .With("minHealthyPercent", MinHealthyPercent.ToValue());

    private PropertyMap TriggerMap()
        => PropertyMap.From(Triggers.Select(trigger => KeyValuePair.Create(trigger.Key, (PropertyValue)trigger.Value)));

    internal static T Enumeration<T>(PropertyMap map, string name)
        where T : struct, Enum
        => Enum.TryParse<T>(map.Text(name), out var value) && Enum.IsDefined(value) ? value : default;
}
