using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The mark as a property of the state, which the engine does not show.</summary>
internal static class VerificationMarks
{
    public const string Name = "__verification";

    public static PropertyMap ToMap(this VerificationMark mark) => PropertyMap.Empty
        .With("batch", mark.Batch.ToValue())
        .With("verdict", mark.Verdict.ToString().ToValue())
        .With("at", ((DateTimeOffset?)mark.At).ToValue())
        .With("alarmsSince", ((DateTimeOffset?)mark.AlarmsSince).ToValue())
        .With("action", mark.Action.ToString().ToValue())
        .With("reason", mark.Reason.ToValue())
        .With("presumed", mark.IsPresumed ? true.ToValue() : null);

    public static VerificationMark? Read(PropertyMap stored)
    {
        if (stored.Given(Name) is not PropertyValue.Object { Members: var map }
            || RefreshInputs.Enumeration<VerificationVerdict>(map, "verdict") is not (> VerificationVerdict.NotWanted and var verdict))
        {
            return null;
        }

        return new VerificationMark(
            map.Whole("batch") ?? 0, verdict, Times.Read(map.Text("at")) ?? DateTimeOffset.MinValue,
            Times.Read(map.Text("alarmsSince")) ?? DateTimeOffset.MinValue,
            RefreshInputs.Enumeration<VerificationAction>(map, "action"), map.Text("reason"))
        {
            IsPresumed = map.Flag("presumed") ?? false,
        };
    }
}
