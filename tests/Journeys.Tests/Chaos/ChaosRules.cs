using System.Globalization;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>What must hold after every run, whatever happened in it. Judged by what is true in the service, never by what the provider says of it.</summary>
internal sealed class ChaosRules(ChaosWorld world)
{
    public const string SecondStart = "a second start for one request";
    public const string ForeignWrite = "a write to what is somebody else's";
    public const string ForbiddenCall = "a call that the last look forbids";
    public const string LostActivity = "an activity id is lost";
    public const string FalseState = "the state says what is not so";
    public const string NotNamed = "an instance is neither refreshed nor named";
    public const string SilentlyTaken = "another rollout is taken for the one that was asked for, without a word";
    public const string NotApproved = "a pause that nobody has approved is resumed";
    public const string SecretSeen = "a secret is seen";

    private const string Conflict = "ResourceUnavailable.RefreshActivityStatusConflictWithOperation";

    /// <summary>As the documentation of the resource says.</summary>
    private static readonly TimeSpan LostAtMost = TimeSpan.FromHours(24);

    /// <summary>Activities that a state has held.</summary>
    private readonly HashSet<string> _stored = new(StringComparer.Ordinal);

    /// <summary>Groups whose foreign activity the program of a stack has said to be its own.</summary>
    private readonly HashSet<(int Stack, string Group)> _claimed = [];

    public void Claims(int stack, string group) => _claimed.Add((stack, group));

    /// <exception cref="ChaosException">A rule is broken.</exception>
    public void Check(StackUnderTest stack, ChaosAction.Run command, RunOutcome outcome)
    {
        _stored.UnionWith(stack.Rollouts.Select(entry => TextOf(entry, "refreshActivityId")).OfType<string>());
        // Whoever takes a rollout over keeps it, also when the program has dropped the input since.
        foreach (var rollout in stack.Program.Where(rollout => rollout.Settings.GetValueOrDefault("onConflict") == "Adopt"))
            Claims(stack.Number, rollout.GroupId);
        foreach (var call in outcome.Writes)
        {
            CheckStart(call);
            CheckOwner(stack, call);
            CheckAllowed(call);
            CheckApproved(stack, call);
        }

        SecretScan scan = new(ChaosSecrets.Trigger, ChaosSecrets.Key);
        scan.Saw("events", string.Join('\n', outcome.Said));
        scan.Saw("log", outcome.Told);
        scan.Saw("state", stack.File);
        var leaks = scan.Leaks();
        Demand(leaks.Count == 0, SecretSeen, leaks.Count == 0 ? "" : leaks[0]);
        if (outcome.IsWhole)
            CheckStored(stack, outcome);
        bool isAlone = command.Incident?.Kind != IncidentKind.ThirdParty;
        if (outcome is { IsWhole: true, IsGood: true } && isAlone && command is { Targets.IsEmpty: true, Command: EngineCommand.Up or EngineCommand.Refresh })
            CheckTruth(stack, outcome.Touched, looked: command.Command == EngineCommand.Refresh || command.RefreshFirst);
    }

    /// <summary>Every stored rollout that is over is so in the service, and whoever was touched by this run has named the instances that it has left out.</summary>
    /// <param name="looked">The run has read every entry.</param>
    public void CheckTruth(StackUnderTest stack, IReadOnlySet<string> touched, bool looked)
    {
        foreach (var entry in stack.Rollouts.Where(entry => !entry.Delete && !entry.PendingReplacement && touched.Contains(entry.Urn)))
        {
            if (world.Service.Cloud.Activity(TextOf(entry, "rollbackActivityId") ?? TextOf(entry, "refreshActivityId") ?? "") is not { } activity)
                continue;
            string? status = TextOf(entry, "status");
            bool isOver = status is "SUCCESSFUL" or "CANCELLED" or "FAILED" or "FAILED_PAUSE";
            Demand(!isOver || status == activity.Status.Wire(), FalseState, $"{entry.Urn} is {status}, and {activity.Id} is {activity.Status.Wire()}");
            // That somebody has undone it since is seen by those who look, and an update that is about nothing in the cloud does not.
            bool isUndone = world.Service.Cloud.ActivitiesOf(activity.GroupId).Any(other => other.OriginId == activity.Id);
            if (activity.Status == ActivityStatus.Successful && activity.OriginId is null && (looked || !isUndone))
                CheckInstances(entry, activity);
        }
    }

    private void CheckInstances(ResourceState entry, RefreshActivity activity)
    {
        var group = world.Service.Cloud.Group(activity.GroupId)!;
        var wanted = world.Service.Cloud.LaunchConfiguration(group.LaunchConfigurationId)!;
        if (wanted.UpdatedTime >= activity.EndTime)
            return; // what the group is to have from its next rollout on
        var others = group.Instances.Where(instance => instance.State == LifeCycleState.InService
            && (instance.ImageId != wanted.ImageId || instance.SettingsVersion != wanted.Version));
        string said = $"{entry.Outputs.Find("deviations")} {entry.Outputs.Find("failedInstances")}";
        string[] silent = [.. others.Where(instance => !said.Contains(instance.Id, StringComparison.Ordinal)).Select(instance => $"{instance.Id} with {instance.ImageId} {instance.SettingsVersion}")];
        Demand(silent.Length == 0, NotNamed,
            $"{string.Join(", ", silent)} of {activity.Id} ({activity.EndTime:T}), {TextOf(entry, "outcome")}, not {wanted.ImageId} {wanted.Version} ({wanted.UpdatedTime:T}); it says {said}");
    }

    private void CheckStart(ChaosCall call)
    {
        if (call.Action != "StartInstanceRefresh" || world.Journal.Truth().Of(call.GroupId).Count(activity => activity.OriginId is null)
            == call.Before!.Of(call.GroupId).Count(activity => activity.OriginId is null))
        {
            return;
        }

        // What a killed run has started is looked for among those of the last day.
        var earliest = world.Journal.Truth().Of(call.GroupId).Max(activity => activity.CreatedTime) - LostAtMost;
        var own = call.Before.Of(call.GroupId).FirstOrDefault(activity => activity.OriginId is null && activity.CreatedTime >= earliest
            && world.Journal.OwnerOf(activity) is { } owner && owner.Stack == call.Run.Stack && owner.Request == call.Request
            && (IsAlike(call, activity, owner) || (_stored.Contains(activity.Id) && owner.Names == world.Journal.NamesOf(call.Run.Stack, call.GroupId)))
            && (activity.IsAlive || (activity.Status == ActivityStatus.Successful && !call.Before.Activities.Any(other => other.OriginId == activity.Id))));
        Demand(own is null, SecondStart, $"{call}: {own?.Id} of the same request is {own?.Status}");
    }

    /// <summary>What no state has held, nobody can tell to be the same under another name, with other settings or after a change of the configuration.</summary>
    private bool IsAlike(ChaosCall call, RefreshActivity activity, Owner owner)
        => owner.Body == call.Body && world.Service.Cloud.LaunchConfiguration(world.Service.Cloud.Group(call.GroupId)!.LaunchConfigurationId)!.UpdatedTime < activity.CreatedTime;

    private void CheckOwner(StackUnderTest stack, ChaosCall call)
    {
        if (call.ActivityId is not { } id || call.Before!.Find(id) is not { } activity || world.Journal.OwnerOf(activity) is not { } owner)
            return;
        Demand(owner.Stack == call.Run.Stack || _claimed.Contains((call.Run.Stack, activity.GroupId)), ForeignWrite, $"{call}, which {(owner.Stack is { } other ? $"stack {other}" : "somebody")} has started");
    }

    /// <summary>Refused although nothing has moved since the last look, which showed that it would be.</summary>
    private static void CheckAllowed(ChaosCall call)
    {
        if (call.ErrorCode != Conflict || call.ActivityId is not { } id || call.Before!.Find(id) is not { } then)
            return;
        // That surge machines are being removed is nowhere to be seen.
        Demand(call.Seen is null || call.HasMovedMeanwhile || then.Step == RefreshStep.SurgeIn || call.Seen != then, ForbiddenCall, $"{call} in {then.Status}, as it was seen");
    }

    private static void CheckApproved(StackUnderTest stack, ChaosCall call)
    {
        if (call.Action != "ResumeInstanceRefresh" || call.Before!.Find(call.ActivityId) is not { Status: ActivityStatus.AutoPause, OriginId: null } paused)
            return;
        foreach (var rollout in stack.Program.Where(rollout => rollout.GroupId == paused.GroupId && rollout.Settings.ContainsKey("approvedThroughBatch")))
        {
            int approved = int.Parse(rollout.Settings["approvedThroughBatch"], CultureInfo.InvariantCulture);
            Demand(paused.CurrentBatch <= approved, NotApproved, $"{call} after batch {paused.CurrentBatch}, approved through {approved}");
        }
    }

    private void CheckStored(StackUnderTest stack, RunOutcome outcome)
    {
        foreach (var start in outcome.Writes.Where(call => call is { Action: "StartInstanceRefresh", ErrorCode: null }))
        {
            var made = world.Journal.Truth().Of(start.GroupId)
                .LastOrDefault(activity => activity.OriginId is null && world.Journal.OwnerOf(activity) is { } owner && owner.Stack == stack.Number && owner.Run == outcome.Run.Number);
            Demand(made is null || stack.Rollouts.Any(entry => TextOf(entry, "refreshActivityId") == made.Id), LostActivity, $"{start} made {made?.Id}");
        }
    }

    public static string? TextOf(ResourceState entry, string output) => entry.Outputs.Given(output) is PropertyValue.Text text ? text.Value : null;

    private static void Demand(bool holds, string rule, string what)
    {
        if (!holds)
            throw new ChaosException(rule, what);
    }
}
