using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;
using Seed = TencentcloudRefresh.Simulator.Fleets.Fleet;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>The region or the account is another one than that of the state, for instance since the environment names it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ElsewhereTests
{
    private const string Home = "ap-guangzhou";

    private static readonly Credential OtherAccount = new("AKIDsimulator0000000000000000000002", "simulator-secret-key-00000000000002") { AccountId = "100000000002" };

    [TestCase(true)]
    [TestCase(false)]
    [Bug("destroy with another region or account in the environment said success, called nothing, and left a paused rollout and a frozen group behind")]
    public async Task Operations_OnAPausedRolloutOfAnotherPlace_AreErrorsThatNameBoth(bool otherRegion)
    {
        await using var fixture = await OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        string[] named = otherRegion ? ["region ap-guangzhou", "region ap-beijing"] : [$"account {Seed.DefaultAccountId}", $"account {OtherAccount.AccountId}"];
        var id = ActivityId.Parse(failed.Id);

        string[] reported = await AwayAsync<string[]>(fixture, otherRegion, async process =>
        [
            await MessageOf(() => process.DeleteAsync(Fixture.Urn, id, Fixture.Inputs(), failed.Outputs, fixture.Context())),
            await MessageOf(() => process.UpdateAsync(Fixture.Urn, id, Fixture.Inputs(), failed.Outputs, Fixture.Inputs(), fixture.Context())),
            await MessageOf(() => process.ReadAsync(Fixture.Urn, id, Fixture.Inputs(), failed.Outputs, fixture.Context())),
            await MessageOf(() => process.PreviewAsync(Fixture.Urn, Fixture.Inputs(), new ExistingActivity(id, failed.Outputs, Fixture.Inputs()), fixture.Context())),
        ]);

        Assert.That((failed.Outputs.Region, failed.Outputs.AccountId), Is.EqualTo((Home, Seed.DefaultAccountId)));
        Assert.That(reported, Is.All.Contains(named[0]).And.All.Contains(named[1]));
        Assert.That((fixture.StatusOf(), fixture.Writes), Is.EqualTo(("FAILED_PAUSE", "Start")));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Read_OfARolloutOfAnotherPlaceThatHadEnded_DropsItWithALine(bool otherRegion)
    {
        await using var fixture = await OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());

        var read = await AwayAsync(
            fixture, otherRegion, process => process.ReadAsync(Fixture.Urn, ActivityId.Parse(done.Id), Fixture.Inputs(), done.Outputs, fixture.Context()));

        Assert.That(read, Is.InstanceOf<ReadResult.NotFound>());
        Assert.That(fixture.Log.Infos[^1], Does.Contain("had ended SUCCESSFUL, so the resource is dropped from the state"));
    }

    [Test]
    public async Task Delete_OfARolloutOfAnotherRegionThatHadEnded_SaysSoAndCallsNothing()
    {
        await using var fixture = await OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());
        fixture.Service.ClearCalls();

        await AwayAsync(fixture, otherRegion: true, async process =>
        {
            await process.DeleteAsync(Fixture.Urn, ActivityId.Parse(done.Id), Fixture.Inputs(), done.Outputs, fixture.Context());
            return true;
        });

        Assert.That(fixture.Log.Infos[^1], Does.Contain("SUCCESSFUL").And.Contain("ap-guangzhou"));
        Assert.That(fixture.Service.Calls, Is.Empty);
    }

    [Test]
    public async Task Read_OfAStateWithoutARegion_CountsAsMadeHere()
    {
        await using var fixture = await OpenAsync();
        var done = await fixture.CreateAsync(Fixture.Inputs());

        var read = await fixture.ReadAsync(done.Id, Fixture.Inputs(), done.Outputs with { Region = null, AccountId = null });

        Assert.That(read, Is.InstanceOf<ReadResult.Found>());
    }

    [Test]
    [Bug("a deletion of a state from before regions were kept failed for good once the group was gone")]
    public async Task Delete_OfAStateWithoutARegionWhoseRolloutIsNotFound_WarnsAndDropsTheEntry()
    {
        await using var fixture = await OpenAsync();
        var stored = Sample.Outputs(Sample.Activity(ActivityStatus.FailedPause, "SF", "WW")) with { Region = null, AccountId = null };

        await fixture.Lifecycle.DeleteAsync(Fixture.Urn, new ActivityId("asg-00000009", stored.RefreshActivityId), Fixture.Inputs(), stored, fixture.Context()).Soon();

        Assert.That(fixture.Log.Warnings, Has.Count.EqualTo(1));
        Assert.That(fixture.Log.Warnings[0], Does.Contain("asg-00000009").And.Contain(stored.RefreshActivityId));
        Assert.That(fixture.Writes, Is.Empty);
    }

    [Test]
    [Bug("an update noted the account of the process that made it, which need not be the one in which the rollout was made")]
    public async Task Update_OfAStateWithoutAnAccount_DoesNotMakeOneUp()
    {
        await using var fixture = await OpenAsync();
        fixture.Fails(batch: 1);
        var failed = await fixture.CreateAsync(Fixture.Inputs());
        var unknown = failed with { Outputs = failed.Outputs with { AccountId = null } };
        var process = fixture.NewProcess();
        // The account is known to the process: it has asked for it in a create of its own.
        await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs(batches: 2), process: process, urn: Fixture.Urn + "-other"));

        var done = await fixture.UpdateAsync(unknown, Fixture.Inputs(), process: process);

        Assert.That((failed.Outputs.AccountId, done.Outputs.Status, done.Outputs.AccountId), Is.EqualTo((Seed.DefaultAccountId, "SUCCESSFUL", (string?)null)));
    }

    private static Task<Fixture> OpenAsync() => Fixture.OpenAsync(change: options => options with { Fleet = options.Fleet.InRegion(Home).AndCredential(OtherAccount) });

    private static Task<T> AwayAsync<T>(Fixture fixture, bool otherRegion, Func<RefreshLifecycle, Task<T>> act)
        => fixture.ElsewhereAsync(otherRegion ? "ap-beijing" : Home, otherRegion ? null : OtherAccount, act);

    private static async Task<string> MessageOf(Func<Task> act)
    {
        try
        {
            await act();
            return "nothing was wrong";
        }
        catch (Exception refused) when (refused is RolloutRefusedException or DeletionIncompleteException or NothingSeenException)
        {
            return refused.Message;
        }
    }
}
