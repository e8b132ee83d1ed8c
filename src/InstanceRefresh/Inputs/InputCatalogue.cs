using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Every input property of the resource. Check, defaults and the published schema all follow this one list.</summary>
public static class InputCatalogue
{
    public static ImmutableArray<InputField> Fields { get; } =
    [
        new("autoScalingGroupId", InputKind.Text) { Required = true },
        new("triggers", InputKind.TextMap),
        Choice("refreshMode", RefreshMode.Reset, RefreshMode.Replace),
        new("refreshSettings", InputKind.Section)
        {
            Required = true,
            Fields =
            [
                new("rollingUpdateSettings", InputKind.Section)
                {
                    Required = true,
                    Fields =
                    [
                        new("batchNumber", InputKind.WholeNumber) { Minimum = 1 },
                        new("maxUnavailablePercent", InputKind.WholeNumber) { Minimum = 1, Maximum = 100 },
                        Choice("batchPause", BatchPause.Automatic, BatchPause.FirstBatch, BatchPause.EveryBatch),
                        new("maxSurge", InputKind.WholeNumber),
                        Choice("failProcess", FailProcess.AutoPause, FailProcess.AutoRollback, FailProcess.AutoCancel),
                    ],
                },
                new("checkInstanceTargetHealth", InputKind.Flag) { Default = new InputValue.Bool(false) },
                new("checkInstanceTargetHealthTimeout", InputKind.WholeNumber) { Minimum = 60, Maximum = 7200 },
            ],
        },
        Choice("resumeMode", ResumeMode.Retry, ResumeMode.Continue),
        new("approvedThroughBatch", InputKind.WholeNumber),
        new("failureRetries", InputKind.WholeNumber) { Maximum = 10, Default = new InputValue.Number(0) },
        Choice<DesiredState>("desiredState"),
        Choice<ConflictPolicy>("onConflict"),
        Choice<InterruptPolicy>("onInterrupt"),
        Choice<WaitTarget>("waitFor"),
        new("progressDeadlineSeconds", InputKind.WholeNumber) { Minimum = 60 },
    ];

    /// <summary>The first word is the default.</summary>
    private static InputField Choice(string name, params string[] words)
        => new(name, InputKind.Choice) { Choices = [.. words], Default = new InputValue.Text(words[0]) };

    private static InputField Choice<T>(string name)
        where T : struct, Enum
        => Choice(name, Enum.GetNames<T>());
}
