using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>One resource of a program, as its author has written it: settings by name, all of them text.</summary>
/// <param name="GroupId">The group that it rolls.</param>
internal sealed record RolloutProgram(string GroupId, ImmutableSortedDictionary<string, string> Settings)
{
    public const string Type = "tencentcloud-refresh:index:InstanceRefresh";

    public const string Label = "label";
    public const string Name = "name";

    /// <summary>Whether the program has it at all.</summary>
    public const string Present = "present";

    /// <summary>A resource option: first, last, or as the provider says.</summary>
    public const string DeleteBeforeReplace = "deleteBeforeReplace";

    /// <summary><c>none</c>, or what follows when it fails.</summary>
    public const string Verification = "verification";

    public const string Batches = "batches";

    /// <summary>Settings that stand as they are among the inputs, of the rollout itself.</summary>
    private static readonly string[] Inputs = ["refreshMode", "resumeMode", "desiredState", "onConflict", "onInterrupt", "waitFor"];

    /// <summary>The same of the rolling update.</summary>
    private static readonly string[] Rolling = ["batchPause", "failProcess"];

    private static readonly string[] Numbers = ["approvedThroughBatch", "failureRetries"];

    /// <summary>The first program of a group, with one rollout and its trigger.</summary>
    public static RolloutProgram Of(string groupId, int batches)
        => new RolloutProgram(groupId, ImmutableSortedDictionary<string, string>.Empty)
            .With(Name, "rollout").With(Label, "0").With(Batches, batches.ToString(CultureInfo.InvariantCulture));

    public string ResourceName => Settings[Name];

    public bool IsPresent => Settings.GetValueOrDefault(Present) != "false";

    public RolloutProgram With(string setting, string value)
        => this with { Settings = value.Length == 0 ? Settings.Remove(setting) : Settings.SetItem(setting, value) };

    /// <summary>Another value of its trigger.</summary>
    public RolloutProgram Retriggered()
        => With(Label, (int.Parse(Settings[Label], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture));

    public ResourceGoal ToGoal(string stackUrn) => new()
    {
        Type = Type,
        Name = ResourceName,
        Custom = true,
        Parent = stackUrn,
        Inputs = ToInputs(),
        DeleteBeforeReplace = Settings.GetValueOrDefault(DeleteBeforeReplace) is { } order ? order == "true" : null,
    };

    private PropertyMap ToInputs()
    {
        var rolling = Members(Rolling).With("batchNumber", double.Parse(Settings[Batches], CultureInfo.InvariantCulture));
        var inputs = Members(Inputs)
            .With("autoScalingGroupId", GroupId)
            .With("triggers", PropertyMap.Of(("label", new PropertyValue.Secret(ChaosSecrets.Trigger + Settings[Label]))))
            .With("refreshSettings", PropertyMap.Of(("rollingUpdateSettings", new PropertyValue.Object(rolling))));
        foreach (string number in Numbers.Where(Settings.ContainsKey))
            inputs = inputs.With(number, double.Parse(Settings[number], CultureInfo.InvariantCulture));
        return Settings.GetValueOrDefault(Verification) is { } action and not "none"
            ? inputs.With("verification", PropertyMap.Of(
                ("bakeSeconds", 60), ("onFailure", action), ("alarmPolicyIds", new PropertyValue.Array([ChaosWorld.AlarmPolicy]))))
            : inputs;
    }

    private PropertyMap Members(string[] names)
        => PropertyMap.From(names.Where(Settings.ContainsKey).Select(name => KeyValuePair.Create(name, (PropertyValue)Settings[name])));
}
