using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The inputs of the calls about refresh activities.</summary>
internal static class RefreshInput
{
    public static readonly Shape GroupId = Shape.Id(Ids.Group, Codes.InvalidGroupId);

    public static readonly Shape Settings = Shape.Members(
        ("RollingUpdateSettings!", Shape.Members(
            ("BatchNumber!", Shape.Whole(1, uint.MaxValue)),
            ("BatchPause", Shape.Text),
            ("MaxSurge", Shape.Whole(0)),
            ("FailProcess", Shape.Choice([.. WireNames.All<FailProcess>()])))),
        ("CheckInstanceTargetHealth", Shape.Flag),
        ("CheckInstanceTargetHealthTimeout", Shape.Whole(60, 7200)));

    /// <summary>A group and one of its activities. An id of another shape is simply not found.</summary>
    public static readonly ObjectShape Activity = Shape.Members(("AutoScalingGroupId!", GroupId), ("RefreshActivityId!", Shape.Text));

    /// <summary>The settings as they were given, or what about them cannot be.</summary>
    public static Refusal? Read(Input input, AssumptionSet assumed, out RefreshSettings settings)
    {
        var rolling = input.Object("RollingUpdateSettings");
        settings = new()
        {
            // More batches than there can be machines is distinguished from none at all later on.
            BatchNumber = (int)Math.Min(rolling.Whole("BatchNumber")!.Value, int.MaxValue),
            MaxSurge = rolling.Whole("MaxSurge"),
            FailProcess = WireNames.Parse<FailProcess>(rolling.Text("FailProcess")),
            CheckInstanceTargetHealth = input.Flag("CheckInstanceTargetHealth"),
            CheckInstanceTargetHealthTimeout = (int?)input.Whole("CheckInstanceTargetHealthTimeout"),
        };
        if (rolling.Text("BatchPause") is { } pause)
        {
            var wire = assumed.Is(Assumed.PauseInAnyCase) ? pause.ToUpperInvariant() : pause;
            if (WireNames.Parse<BatchPause>(wire) is not { } value)
                return new(Codes.InvalidValue, $"The parameter `BatchPause` is `{pause}`; it must be one of {string.Join(", ", WireNames.All<BatchPause>())}.");
            settings = settings with { BatchPause = value };
        }

        return settings.MaxSurge == 0 && assumed.Is(Assumed.MaxSurgeZero, "refuse")
            ? new(Codes.InvalidValue, "The parameter `MaxSurge` is 0; leave it out for no extra instances.")
            : null;
    }

    public static Refusal? ReadMode(string? wire, AssumptionSet assumed, out RefreshMode mode)
    {
        mode = RefreshMode.RollingUpdateReset;
        if (wire is null || (wire == "ROLLING_UPDATE" && assumed.Is(Assumed.RollingUpdateMode, "reset")))
            return null;
        if (WireNames.Parse<RefreshMode>(wire) is { } known && (known == RefreshMode.RollingUpdateReset || assumed.Is(Assumed.ReplaceMode)))
        {
            mode = known;
            return null;
        }

        return new(Codes.InvalidValue, $"The parameter `RefreshMode` is `{wire}`; it must be one of "
            + (assumed.Is(Assumed.ReplaceMode) ? string.Join(", ", WireNames.All<RefreshMode>()) : RefreshMode.RollingUpdateReset.Wire()) + ".");
    }
}
