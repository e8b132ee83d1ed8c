using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>
/// Plain output prints a row for every line that is reported, ephemeral or kept: a hundred rollouts in one pipeline must stay readable, and none may look hung.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class OutputBudgetTests
{
    [TestCase(6, 3, 2, 25, TestName = "Told_SixInstancesInThreeBatchesAtAFastCadence_IsAtMost25Lines")]
    [TestCase(6, 3, 15, 25, TestName = "Told_SixInstancesInThreeBatchesAtTheSlowestCadence_IsAtMost25Lines")]
    [TestCase(40, 20, 5, 80, TestName = "Told_TwentyBatches_IsAtMost80Lines")]
    [TestCase(200, 20, 15, 80, TestName = "Told_TwentyLargeBatches_IsAtMost80Lines")]
    [Bug("each kept progress line was printed twice, and a hundred rollouts printed 8,537 lines in 390 s")]
    public async Task Reported_LinesOfBothKinds(int instances, int batches, int secondsAPoll, int atMost)
    {
        await using var fixture = await OpenAsync(instances, secondsAPoll);

        await fixture.CreateAsync(Fixture.Inputs(batches));

        TestContext.Out.WriteLine($"{fixture.Log.All.Count} lines\n{string.Join('\n', fixture.Log.All)}");
        Assert.That(fixture.Log.All, Is.Unique, "each line is reported once");
        Assert.That(fixture.Log.All, Has.Count.AtMost(atMost));
    }

    [TestCase(2)]
    [TestCase(10)]
    [TestCase(15)]
    public async Task Reported_ABatchOfAnHour_IsNeverSilentForMoreThanAMinuteAtFirstAndTenMinutesLater(int secondsAPoll)
    {
        await using var fixture = await OpenAsync(2, secondsAPoll, new() { Reset = Span.Exactly(TimeSpan.FromHours(1)) });
        var reported = new List<DateTimeOffset>();
        fixture.Log.OnLine = _ =>
        {
            reported.Add(fixture.Clock.GetUtcNow());
            return Task.CompletedTask;
        };

        await fixture.CreateAsync(Fixture.Inputs(1, inputs => inputs with { ProgressDeadline = TimeSpan.FromHours(2) }));

        var silences = reported.Zip(reported.Skip(1), (from, to) => (Since: from - reported[0], Length: to - from)).ToList();
        Assert.That(silences.Where(silence => silence.Since < TimeSpan.FromMinutes(9)).Max(silence => silence.Length), Is.AtMost(TimeSpan.FromMinutes(1)));
        Assert.That(silences.Max(silence => silence.Length), Is.AtMost(TimeSpan.FromMinutes(10)));
        // One of them warns that a single batch has no canary.
        Assert.That(reported, Has.Count.AtMost(23));
    }

    [Test]
    public async Task Reported_ThePlan_IsOneLineOfACreateAndOneMessageOfItsPreview()
    {
        await using var fixture = await Fixture.OpenAsync();

        await fixture.CreateAsync(Fixture.Inputs());

        Assert.That(fixture.Log.Infos[0], Does.Match(
            @"^Rollout on scaling group asg-9dn1a5y6( "".+"")?: 6 instances in 3 batches of 2, reinstalled in place from launch configuration asc-\w{8} version 1 \(img-\w{8}\)\.$"));
        Assert.That(fixture.Log.Infos[1], Does.StartWith("Following activity asr-"));
        Assert.That(fixture.Log.Infos[2], Does.Match("^(preparing 0|1)/3 · 0/6 ok"));
    }

    [Test]
    [Bug("a paused rollout that was only cancelled was said to be followed for at most an hour")]
    public async Task Reported_ACancellation_FollowsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        var paused = await fixture.CreateAsync(Fixture.Inputs(change: inputs => inputs with { Settings = inputs.Settings with { BatchPause = BatchPause.FirstBatch } }));
        int before = fixture.Log.Infos.Count;

        (await fixture.UpdateAsync(paused, Fixture.Inputs() with { DesiredState = DesiredState.Cancelled })).MustBeDone();

        Assert.That(fixture.Log.Infos.Skip(before), Has.None.StartsWith("Following"));
    }

    private static Task<Fixture> OpenAsync(int instances, int secondsAPoll, Durations? durations = null) => Fixture.OpenAsync(
        instances, options => options with { AdvancePerDescribe = TimeSpan.FromSeconds(secondsAPoll), Durations = durations ?? new() });
}
