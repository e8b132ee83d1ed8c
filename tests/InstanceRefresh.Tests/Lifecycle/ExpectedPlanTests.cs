namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>A rollout that was reviewed is started on the fleet that was reviewed, or not at all.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExpectedPlanTests
{
    [Test]
    public async Task Create_FleetAsReviewed_Starts()
    {
        await using var fixture = await Fixture.OpenAsync();
        var plan = await fixture.Lifecycle.GetPlanAsync(Fixture.Inputs(), CancellationToken.None);

        var done = (await fixture.CreateAsync(Fixture.Inputs() with { ExpectedPlan = plan.PlanDigest })).MustBeDone();

        Assert.That((done.Outputs.PlanDigest, fixture.Writes), Is.EqualTo((plan.PlanDigest, "Start")));
    }

    [TestCase("instance", "instances")]
    [TestCase("image", "images")]
    [TestCase("configuration", "launch configuration")]
    public async Task Create_FleetHasChanged_StartsNothingAndListsTheDifference(string change, string named)
    {
        await using var fixture = await Fixture.OpenAsync();
        var plan = await fixture.Lifecycle.GetPlanAsync(Fixture.Inputs(), CancellationToken.None);
        if (change == "instance")
            fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group with { Instances = group.Instances.RemoveAt(0), DesiredCapacity = 5 });
        else if (change == "image")
            fixture.Service.Cloud.ChangeGroup(Fixture.Group, group => group.Change(group.Instances[0].Id, instance => instance with { ImageId = "img-other001" }));
        else
            fixture.ChangesImage("img-new00001");

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs() with { ExpectedPlan = plan.PlanDigest }));

        Assert.That(refused!.Reasons.Skip(1), Has.Some.StartsWith($"{named}: "));
        Assert.That(fixture.Writes, Is.Empty);
    }

    [Test]
    public async Task Create_ExpectedPlanIsNoDigest_StartsNothing()
    {
        await using var fixture = await Fixture.OpenAsync();
        await Assert.ThrowsAsync<RolloutRefusedException>(() => fixture.CreateAsync(Fixture.Inputs() with { ExpectedPlan = "yes" }));
        Assert.That(fixture.Writes, Is.Empty);
    }
}
