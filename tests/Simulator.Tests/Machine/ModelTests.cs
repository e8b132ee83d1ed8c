using System.Text;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>Any sequence of calls, failures and time goes as the small model says it goes.</summary>
public sealed class ModelTests
{
    private static readonly string[] Pauses = ["AUTOMATIC", "FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE"];
    private static readonly string[] Policies = ["AUTO_PAUSE", "AUTO_PAUSE", "AUTO_ROLLBACK", "AUTO_CANCEL"];

    [Property(MaxTest = 300, EndSize = 120, Replay = TestSeed.Fixed)]
    public void AnySequence_GoesAsTheModelSays((byte What, byte How)[] steps)
    {
        var (fixture, model) = (new Fixture(), new SmallModel());
        var (ids, story) = (new List<string>(), new List<string>());
        foreach (var (what, how) in steps)
        {
            story.Add(Take(fixture, model, ids, what % 10, how));
            Compare(fixture, model, ids, story);
        }
    }

    private static string Take(Fixture fixture, SmallModel model, List<string> ids, int what, byte how)
    {
        // Mostly the newest: what is done to older ones is refused and soon tried out.
        var which = ids.Count == 0 ? -1 : ids.Count - 1 - (how % 5 == 4 ? how / 5 % Math.Min(ids.Count, 4) : 0);
        var (batches, pause, fail, surge) = ((how % 4) + 1, Pauses[how / 4 % 3], Policies[how / 12 % 4], how / 48 % 4);
        switch (what)
        {
            case 0 or 1:
                return Same($"start {batches} {pause} {fail} surge {surge}", fixture.TryStart(batches, pause, surge, fail), model.Start(batches, pause, fail, surge));
            case 2 when which >= 0:
                return Same($"stop {which}", fixture.Stop(ids[which]), model.Stop(which));
            case 3 when which >= 0:
                return Same($"retry {which}", fixture.Resume(ids[which], "RETRY"), model.Resume(which, retry: true));
            case 4 when which >= 0:
                return Same($"continue {which}", fixture.Resume(ids[which], "CONTINUE"), model.Resume(which, retry: false));
            case 5 when which >= 0:
                return Same($"cancel {which}", fixture.Cancel(ids[which]), model.Cancel(which));
            case 6 when which >= 0:
                return Same($"roll back {which} in {batches}", fixture.TryRollBack(ids[which], batches), model.RollBack(which, batches));
            case 7 when model.FailAt == 0:
                fixture.Faults.Add(Fault.InBatch(Fixture.Group, (how % 3) + 1));
                model.FailAt = (how % 3) + 1;
                return $"batch {model.FailAt} is to fail";
            default:
                var seconds = how % 3 == 0 ? how : how % 48;
                fixture.Pass(seconds);
                model.Pass(seconds);
                return $"{seconds} s pass";
        }
    }

    private static string Same(string what, Answer answer, string? code)
    {
        Assert.That(answer.ErrorCode, Is.EqualTo(code), what);
        return $"{what}: {code ?? "accepted"}";
    }

    private static void Compare(Fixture fixture, SmallModel model, List<string> ids, List<string> story)
    {
        foreach (var made in fixture.Cloud.ActivitiesOf(Fixture.Group).Reverse().Skip(ids.Count))
            ids.Add(made.Id);
        Assert.That(Seen(fixture, ids), Is.EqualTo(Wanted(model)), () => $"after:\n{string.Join("\n", story)}");
        Assert.That(fixture.TheGroup.Enabled, Is.EqualTo(!model.Rollouts.Exists(rollout => rollout.IsAlive)));
    }

    // A line for each activity: its status, its batch, and a letter for each machine.
    private static string Seen(Fixture fixture, List<string> ids)
    {
        var text = new StringBuilder(fixture.TheGroup.Enabled ? "enabled" : "disabled");
        foreach (var id in ids)
        {
            var activity = fixture.Activity(id);
            text.Append('\n').Append(activity.Status.Wire()).Append(' ').Append(activity.CurrentBatch);
            foreach (var batch in activity.Batches)
                text.Append(' ').AppendJoin("", batch.Instances.Select(instance => Letter(instance.Status)));
        }

        return text.ToString();
    }

    private static string Wanted(SmallModel model)
    {
        var text = new StringBuilder(model.Enabled ? "enabled" : "disabled");
        foreach (var rollout in model.Rollouts)
        {
            text.Append('\n').Append(rollout.Status).Append(' ').Append(rollout.Batch);
            foreach (var batch in rollout.Batches)
                text.Append(' ').AppendJoin("", batch.Select(machine => rollout.Machine[machine]));
        }

        return text.ToString();
    }

    // The second in which a batch is in INIT is work to the model.
    private static char Letter(BatchInstanceStatus status) => status switch
    {
        BatchInstanceStatus.Waiting => 'W',
        BatchInstanceStatus.Init or BatchInstanceStatus.Running => 'R',
        BatchInstanceStatus.Successful => 'S',
        BatchInstanceStatus.Failed => 'F',
        BatchInstanceStatus.Cancelled => 'C',
        _ => '?',
    };
}
