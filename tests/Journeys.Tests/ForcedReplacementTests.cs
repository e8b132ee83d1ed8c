using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>
/// Replacements that nobody's Diff asked for, with the real program, provider and wire. The program is in C#, whose class has the old rollout deleted
/// first; what a program in another language leaves behind is put into the state by hand.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class ForcedReplacementTests
{
    private const string Group = "asg-9dn1a5y6";

    [Test]
    public async Task UpReplace_AfterASuccess_RollsOnceMore()
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        var first = await UpAsync(service, checkout);
        var forced = await UpAsync(service, checkout, "--replace", UrnOf(checkout));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.ExitCode, forced.ExitCode), Is.EqualTo((0, 0)), forced.ToString());
            Assert.That(Starts(service), Is.EqualTo(2));
            Assert.That(checkout.Rollout.GetProperty("id").GetString(), Is.EqualTo(NewestId(service)));
        }
    }

    [Test]
    public async Task StateTaint_ThenUp_RollsOnceMoreAndTheMarkIsGone()
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        await UpAsync(service, checkout);
        var taint = await RehearsalRun.ToEndAsync("state", "taint", UrnOf(checkout), "--checkpoint", checkout.Checkpoint);
        bool marked = checkout.Rollout.TryGetProperty("taint", out _);
        var up = await UpAsync(service, checkout);
        var quiet = await UpAsync(service, checkout);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((taint.ExitCode, up.ExitCode, quiet.ExitCode), Is.EqualTo((0, 0, 0)), $"{taint}\n{up}");
            Assert.That((marked, checkout.Rollout.TryGetProperty("taint", out _)), Is.EqualTo((true, false)));
            Assert.That(Starts(service), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task StateTaint_OfWhatIsNotThere_IsWrongUsage()
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        await UpAsync(service, checkout);
        var taint = await RehearsalRun.ToEndAsync("state", "taint", UrnOf(checkout) + "x", "--checkpoint", checkout.Checkpoint);
        Assert.That(taint.ExitCode, Is.EqualTo(2));
        Assert.That(taint.Errors, Does.StartWith("error: ").And.Contain("has no resource"));
    }

    [Test]
    public async Task UpReplace_ABatchFails_TheNextUpResumesTheNewRollout()
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        await UpAsync(service, checkout);
        service.Faults.Add(Fault.InBatch(Group, 2));
        var forced = await UpAsync(service, checkout, "--replace", UrnOf(checkout));
        var next = await UpAsync(service, checkout);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(forced.ExitCode, Is.Not.Zero, forced.ToString());
            Assert.That(next.ExitCode, Is.Zero, next.ToString());
            Assert.That((Starts(service), Calls(service, "ResumeInstanceRefresh")), Is.EqualTo((2, 1)));
            Assert.That(checkout.Rollouts, Has.Count.EqualTo(1));
            Assert.That(service.Cloud.ActivitiesOf(Group)[0].Status, Is.EqualTo(ActivityStatus.Successful));
        }
    }

    [Test]
    public async Task Rename_WithoutAlias_EndsWithOneEntryAndNoSecondStart()
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        await UpAsync(service, checkout);
        checkout.RenameTheRollout("before");
        var renamed = await UpAsync(service, checkout);
        var next = await UpAsync(service, checkout);
        using (Assert.EnterMultipleScope())
        {
            // The group's own configuration is not what the triggers say, so nothing proves whose rollout that was: one exit 1, and it is reported.
            Assert.That((renamed.ExitCode, next.ExitCode), Is.EqualTo((1, 0)), $"{renamed}\n{next}");
            Assert.That(Starts(service), Is.EqualTo(1));
            Assert.That(checkout.Rollout.GetProperty("urn").GetString(), Does.Not.EndWith("::before"));
            Assert.That(service.Cloud.ActivitiesOf(Group).Single().Status, Is.EqualTo(ActivityStatus.Successful));
        }
    }

    [Test]
    [Bug("an `up` resumed a rollout that the state held twice, and the deletion of its second entry cancelled it")]
    public async Task Up_TheStateHoldsOneRolloutTwice_ResumesItAndDropsTheSecondEntry()
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        service.Faults.Add(Fault.InBatch(Group, 1));
        await UpAsync(service, checkout, "--config", "batchPause=BATCH_INTERVAL_PAUSE");
        checkout.DoubleTheRollout();
        var next = await UpAsync(service, checkout, "--config", "batchPause=BATCH_INTERVAL_PAUSE");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(next.ExitCode, Is.Zero, next.ToString());
            Assert.That(Calls(service, "CancelInstanceRefresh"), Is.Zero);
            Assert.That(service.Cloud.ActivitiesOf(Group).Single().Status, Is.EqualTo(ActivityStatus.AutoPause));
            Assert.That(checkout.Rollouts, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Destroy_TheStateHoldsOneRolloutTwice_EndsItOnceAndLeavesNothing()
    {
        await using var service = await ServiceAsync();
        using var checkout = new Checkout();
        await UpAsync(service, checkout, "--config", "batchPause=FIRST_BATCH_PAUSE");
        checkout.DoubleTheRollout();
        var destroy = await RunAsync(service, checkout, "destroy");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(destroy.ExitCode, Is.Zero, destroy.ToString());
            Assert.That(service.Cloud.ActivitiesOf(Group).Single().Status, Is.EqualTo(ActivityStatus.Cancelled));
            Assert.That(checkout.Rollouts, Is.Empty);
        }
    }

    private static Task<SimulatorHost> ServiceAsync() => SimulatorHost.StartAsync(new()
    {
        Clock = new VirtualClock(),
        SignatureClock = TimeProvider.System,
        Fleet = Fleet.WithGroup(Group, 6),
        AdvancePerDescribe = TimeSpan.FromSeconds(20),
        EnforceRateLimits = false,
    }, default).Soon();

    private static Task<RunEnd> UpAsync(SimulatorHost service, Checkout checkout, params string[] more) => RunAsync(service, checkout, ["up", .. more]);

    private static Task<RunEnd> RunAsync(SimulatorHost service, Checkout checkout, params string[] command) => RehearsalRun.ToEndAsync(
    [
        .. command, "--skip-preview", "--json", "--checkpoint", checkout.Checkpoint, "--endpoint", service.Endpoint.ToString(), "--config", $"groupId={Group}",
        "--config", "tencentcloud-refresh:pollIntervalSeconds=0.05",
    ]);

    private static string UrnOf(Checkout checkout) => checkout.Rollout.GetProperty("urn").GetString()!;

    private static string NewestId(SimulatorHost service) => $"{Group}/{service.Cloud.ActivitiesOf(Group)[0].Id}";

    private static int Starts(SimulatorHost service) => Calls(service, "StartInstanceRefresh");

    private static int Calls(SimulatorHost service, string action) => service.Calls.Count(call => call.Action == action && call.ErrorCode is null);
}
