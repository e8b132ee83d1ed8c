using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>What holds whatever is done, whatever fails, whoever interferes and however the switches stand.</summary>
public sealed class InvariantTests
{
    // Who may follow whom, written down once more: the door's own table is what is on trial.
    private static readonly HashSet<string> Ways =
    [
        "INIT>RUNNING", "INIT>MANUAL_PAUSE", "INIT>CANCELLED", "INIT>FAILED",
        "RUNNING>SUCCESSFUL", "RUNNING>FAILED_PAUSE", "RUNNING>AUTO_PAUSE", "RUNNING>MANUAL_PAUSE", "RUNNING>CANCELLED", "RUNNING>FAILED",
        "AUTO_PAUSE>RUNNING", "AUTO_PAUSE>CANCELLED", "AUTO_PAUSE>FAILED", "FAILED_PAUSE>RUNNING", "FAILED_PAUSE>CANCELLED", "FAILED_PAUSE>FAILED",
        "MANUAL_PAUSE>RUNNING", "MANUAL_PAUSE>CANCELLED", "MANUAL_PAUSE>FAILED", "MANUAL_PAUSE>FAILED_PAUSE",
        // A resume with nothing left to do is RUNNING for no time at all.
        "AUTO_PAUSE>SUCCESSFUL", "FAILED_PAUSE>SUCCESSFUL", "MANUAL_PAUSE>SUCCESSFUL",
    ];

    private static readonly FaultKind[] OfMachines = [FaultKind.FailOnce, FaultKind.FailAlways, FaultKind.HealthTimeout, FaultKind.Vanish];
    private static readonly FaultKind[] OfPeople = [FaultKind.Pause, FaultKind.Cancel, FaultKind.Rollback, FaultKind.Break, FaultKind.SurgeOut, FaultKind.SurgeIn];

    [Property(MaxTest = 200, EndSize = 150, Replay = TestSeed.Fixed)]
    public void AnySequence_BreaksNoInvariant(byte switches, bool usual, (byte What, byte How)[] steps)
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 9), set => usual ? set : Flipped(set, switches), durations: new());
        var seen = new Dictionary<string, ActivityStatus>();
        var (calls, entries) = (0, 0L);
        foreach (var (what, how) in steps)
        {
            calls += Take(fixture, what % 14, how) ? 1 : 0;
            entries = Follow(fixture, entries, seen);
            Check(fixture, usual, seen);
        }

        Assert.That(fixture.Calls.After(0), Has.Length.EqualTo(calls), "every call is in the log");
        Assert.That(fixture.Errors.All, Is.Empty);
    }

    /// <summary>Found at random: every assumption turned around, a pause after the only batch, a resume.</summary>
    [Test, Bug("a resume after the last batch ends at once")]
    public void ResumeAfterTheLastBatch_WithNothingLeftToDo_EndsTheActivity()
        => AnySequence_BreaksNoInvariant(23, usual: false, [(0, 20), (180, 46), (157, 0)]);

    private static AssumptionSet Flipped(AssumptionSet set, byte switches)
        => Assumed.All.Where((assumption, index) => assumption.Values.Length > 1 && ((index * 37) ^ switches) % 3 == 0)
            .Aggregate(set, (chosen, assumption) => chosen.With(assumption.Name, assumption.Values.First(value => value != assumption.Default)));

    /// <returns>Whether the step was a call.</returns>
    private static bool Take(Fixture fixture, int what, byte how)
    {
        var id = fixture.Cloud.ActivitiesOf(Fixture.Group) is { Length: > 0 } all ? all[how % Math.Min(3, all.Length)].Id : "asr-zzzzzzzz";
        var machine = fixture.TheGroup.Instances is { Length: > 0 } machines ? machines[how % machines.Length].Id : "ins-zzzzzzzz";
        switch (what)
        {
            case 0 or 1:
                fixture.TryStart((how % 5) + 1, new[] { null, "FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE" }[how % 3], how % 4, new[] { null, "AUTO_PAUSE", "AUTO_ROLLBACK", "AUTO_CANCEL" }[how / 8 % 4],
                    health: how % 2 == 0, mode: how % 7 == 0 ? "ROLLING_UPDATE_REPLACE" : null);
                return true;
            case 2:
                fixture.Stop(id);
                return true;
            case 3 or 4:
                fixture.Resume(id, how % 2 == 0 ? "RETRY" : "CONTINUE");
                return true;
            case 5:
                fixture.Cancel(id);
                return true;
            case 6:
                fixture.TryRollBack(id, (how % 3) + 1, fail: new[] { null, "AUTO_ROLLBACK", "AUTO_CANCEL" }[how % 3]);
                return true;
            case 7:
                fixture.Faults.Add(Fault.InBatch(Fixture.Group, (how % 4) + 1, OfMachines[how / 4 % OfMachines.Length]));
                return false;
            case 8:
                fixture.Faults.Add(Fault.ThirdParty(Fixture.Group, OfPeople[how % OfPeople.Length], (how / 8 % 3) + 1));
                return false;
            case 9:
                fixture.Cloud.DestroyInstance(machine);
                return false;
            case 10:
                fixture.Call(new[] { "RemoveInstances", "EnterStandby", "ExitStandby", "DetachInstances" }[how % 4], new { AutoScalingGroupId = Fixture.Group, InstanceIds = new[] { machine } });
                return true;
            case 11:
                fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = Fixture.Group, DesiredCapacity = how % 12 });
                return true;
            default:
                fixture.Pass(how % 3 == 0 ? how / 100.0 : how * 3);
                return false;
        }
    }

    /// <summary>Reads the journal: it has every change of status, those between two polls as well.</summary>
    private static long Follow(Fixture fixture, long after, Dictionary<string, ActivityStatus> seen)
    {
        foreach (var entry in fixture.Cloud.JournalAfter(after))
        {
            after = entry.Number;
            if (entry.ActivityId is not { } id || entry.Text.Split(" → ") is not [var from, var to])
                continue;
            Assert.That(Ways, Does.Contain($"{from}>{to}"));
            Assert.That(seen.GetValueOrDefault(id, ActivityStatus.Init).Wire(), Is.EqualTo(from), "no change is missing");
            seen[id] = WireNames.Parse<ActivityStatus>(to)!.Value;
        }

        return after;
    }

    private static void Check(Fixture fixture, bool usual, Dictionary<string, ActivityStatus> seen)
    {
        var activities = fixture.Cloud.ActivitiesOf(Fixture.Group);
        Assert.That(activities.Count(activity => activity.IsAlive), Is.LessThanOrEqualTo(1), "one living activity a group");
        Assert.That(activities.Skip(1), Has.None.Matches<RefreshActivity>(activity => activity!.IsAlive), "and it is the newest");
        foreach (var activity in activities)
        {
            Assert.That(activity.Status, Is.EqualTo(seen.GetValueOrDefault(activity.Id, ActivityStatus.Init)));
            Assert.That(activity.Batches.SelectMany(batch => batch.Instances).Select(instance => instance.InstanceId),
                Is.Unique, "no instance in two batches");
            Assert.That(activity.EndTime.HasValue, Is.EqualTo(!activity.IsAlive), "an end has a time");
            if (!activity.IsAlive)
                Assert.That(activity.Batches.SelectMany(batch => batch.Instances),
                    Has.None.Matches<BatchInstance>(instance => instance!.Status == BatchInstanceStatus.Waiting), "nothing waits in an ended one");
            if (activity.Status == ActivityStatus.Successful)
                Assert.That(activity.Batches.SelectMany(batch => batch.Instances), Has.None.Matches<BatchInstance>(instance => instance!.IsOpen));
        }

        if (usual)
            Assert.That(fixture.TheGroup.Enabled,
                Is.EqualTo(!activities.Any(activity => activity.IsAlive)), "enabled if and only if nothing lives on it");
    }
}
