using System.Text;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Tests.Fleets;

public sealed class FleetJsonTests
{
    [Test]
    public void Seed_OfAFewWords_IsAFleet()
    {
        var fleet = FleetJson.Read("""{"groups":[{"id":"asg-00000001","instances":4}]}""");

        Assert.That(fleet.Groups.Single(),
            Has.Property("DesiredCapacity").EqualTo(4).And.Property("LaunchConfigurationId").EqualTo(Fleet.DefaultLaunchConfigurationId));
        Assert.That(fleet.Groups[0].Instances.Select(instance => instance.Id),
            Is.EqualTo(Enumerable.Range(1, 4).Select(number => Fleet.InstanceId("asg-00000001", number))));
        Assert.That(fleet.Credentials, Is.EqualTo(new[] { Credential.Default }));
    }

    [Test]
    public void Seed_InFull_IsTakenAtItsWord()
    {
        var fleet = FleetJson.Read("""
            { // comments and a last comma are welcome
              "region": "ap-shanghai",
              "roleGranted": false,
              "missingImages": ["img-00000009"],
              "credentials": [{"secretId": "AKIDa", "secretKey": "k", "token": "t", "expires": "2026-02-01T00:00:00Z", "denied": ["StopInstanceRefresh"]}],
              "launchConfigurations": [{"id": "asc-00000001", "imageId": "img-00000001", "version": 3, "members": {"InstanceTypes": ["S6.LARGE8"], "InstanceType": "S6.LARGE8"}}],
              "groups": [{"id": "asg-00000001", "launchConfigurationId": "asc-00000001", "enabled": false, "minSize": 1, "maxSize": 9, "desiredCapacity": 2, "balancer": false,
                          "instances": [{"id": "ins-00000001", "standby": "BY_CALLER"}, {"id": "ins-00000002", "imageId": "img-00000002", "health": "UNHEALTHY"}]}],
              "faults": [{"instanceId": "ins-00000001", "kind": "failOnce"}],
              "assumptions": {"batchSplit": "ceiling"},
            }
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fleet, Has.Property("Region").EqualTo("ap-shanghai").And.Property("RoleGranted").False);
            Assert.That(fleet.Credentials.Single(), Has.Property("Token").EqualTo("t"));
            Assert.That(fleet.LaunchConfigurations.Single(),
                Has.Property("ImageId").EqualTo("img-00000001").And.Property("Version").EqualTo(3).And.Property("InstanceType").EqualTo("S6.LARGE8"));
            Assert.That(fleet.Groups.Single(), Has.Property("Enabled").False.And.Property("HasBalancer").False);
            Assert.That(fleet.Groups[0].Instances.Select(instance => instance.ImageId), Is.EqualTo(new[] { "img-00000001", "img-00000002" }));
            Assert.That(new Fixture(fleet).Cloud.Assumed[Simulator.Assumptions.Assumed.BatchSplit], Is.EqualTo("ceiling"));
        }
    }

    [TestCase("nonsense", "JSON")]
    [TestCase("[]", "$: must be an object, not a list")]
    [TestCase("""{"version":2}""", "$.version: must be 1, not 2")]
    [TestCase("""{"gruops":[]}""", "$.gruops: is not known here")]
    [TestCase("""{"groups":[{"instances":1}]}""", "$.groups[0].id: is required")]
    [TestCase("""{"groups":[{"id":"asg-1"}]}""", "$.groups[0].id: must be asg- and eight lowercase letters or digits, not 'asg-1'")]
    [TestCase("""{"groups":[{"id":"asg-00000001","instances":2001}]}""", "$.groups[0].instances: must be a whole number from 0 to 2000, not 2001")]
    [TestCase("""{"groups":[{"id":"asg-00000001","instances":[{"id":"ins-00000001","state":"ASLEEP"}]}]}""", "$.groups[0].instances[0].state: must be one of IN_SERVICE")]
    [TestCase("""{"groups":[{"id":"asg-00000001","launchConfigurationId":"asc-00000001"}]}""", "$.groups[0].launchConfigurationId: 'asc-00000001' is not among the launchConfigurations")]
    [TestCase("""{"groups":[{"id":"asg-00000001"},{"id":"asg-00000001"}]}""", "$.groups: 'asg-00000001' is there twice")]
    [TestCase("""{"groups":[{"id":"asg-00000001","instances":3,"maxSize":2}]}""", "$.groups[0].desiredCapacity: must be from minSize 0 to maxSize 2, not 3")]
    [TestCase("""{"groups":[{"id":"asg-00000001","activity":"ASLEEP"}]}""", "$.groups[0].activity: must be one of INIT")]
    [TestCase("""{"credentials":[{"secretId":"me","secretKey":"k"}]}""", "$.credentials[0].secretId: must be text that begins with AKID, not 'me'")]
    [TestCase("""{"faults":[{"kind":"failOnce"}]}""", "$.faults[0]: kind failOnce needs either an instanceId")]
    [TestCase("""{"assumptions":{"batchSplit":"odd"}}""", "$.assumptions.batchSplit: The assumption 'batchSplit' cannot be 'odd'")]
    [TestCase("""{"time":"soon"}""", "$.time: must be a time such as 2026-01-05T08:00:00Z, not 'soon'")]
    [TestCase("""{"region":7}""", "$.region: must be text, not 7")]
    [TestCase("""{"refreshActivities":[{"id":"asr-00000001","groupId":"asg-00000001","status":"RUNNING","settings":{"batchNumber":1}}]}""", "$.refreshActivities[0].groupId: 'asg-00000001' is not among the groups")]
    [TestCase("""{"pending":[{"at":"2026-01-05T08:00:00Z","kind":"PREPARED","subjectId":"asr-00000001"}]}""", "$.pending[0].subjectId: 'asr-00000001' is no activity")]
    public void Seed_WithAnError_IsRefusedWithItsPlace(string json, string expected)
        => Assert.That(() => FleetJson.Read(json), Throws.TypeOf<FleetFormatException>().With.Message.StartsWith(expected).Or.Message.Contains(expected));

    [Test]
    public void Seed_WithSeveralErrors_NamesThemAll()
    {
        var wrong = Assert.Catch<FleetFormatException>(() => FleetJson.Read("""
            {"region":1,"colour":"red","counters":{"asr":"many"},"time":"soon","accountId":null,
             "groups":[{"id":"x","enabled":"yes","minSize":null,"maxSize":2001,"activity":{"status":"ASLEEP","batches":0},"instances":[{"id":"ins-00000001","protected":null},{}]},
                       {"id":"asg-00000001","activity":7,"instances":"many"}],
             "refreshActivities":[{"id":"asr-00000001","groupId":"asg-00000001","working":null,"settings":{"batchNumber":0}}],
             "pending":[{"subjectId":"asr-00000001"}], "faults":[{"kind":"explode","times":"always"}]}
            """));

        Assert.That(wrong.Errors.Select(error => error.Split(": ")[0]), Is.EquivalentTo(new[]
        {
            "$.region", "$.colour", "$.counters.asr", "$.time", "$.groups[0].id", "$.groups[0].enabled", "$.groups[0].maxSize", "$.groups[0].activity.status",
            "$.groups[0].activity.batches", "$.groups[0].instances[1].id", "$.groups[1].activity", "$.groups[1].instances", "$.refreshActivities[0].working",
            "$.refreshActivities[0].settings.batchNumber", "$.pending[0].at", "$.faults[0].kind", "$.faults[0].times",
        }));
    }

    [Test]
    public void Seed_OfWhichEachPartIsRight_NamesAllThatDoesNotFitTogether()
    {
        var wrong = Assert.Catch<FleetFormatException>(() => FleetJson.Read("""
            {"groups":[{"id":"asg-00000001","launchConfigurationId":"asc-00000001","instances":3,"maxSize":2}],"faults":[{"kind":"failOnce"}],"assumptions":{"batchSplit":"odd"}}
            """));

        Assert.That(wrong.Errors.Select(error => error.Split(": ")[0]), Is.EquivalentTo(new[]
        {
            "$.groups[0].launchConfigurationId", "$.groups[0].desiredCapacity", "$.faults[0]", "$.assumptions.batchSplit",
        }));
    }

    [Test]
    public void State_SavedMidwayAndLoaded_IsTheSameAndContinuesTheSame()
    {
        var fleet = Fleet.Default.AndGroup("asg-00000002", 5).AndCredential(new("AKIDtemp", "k") { Token = "t", Expires = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero) });
        var fixture = new Fixture(fleet, durations: new(), randomSeed: 7);
        fixture.Faults.Add(Fault.InBatch(Fixture.Group, 3));
        fixture.Faults.Add(new() { Action = "*", Kind = FaultKind.Error, Times = null, Probability = 0.25, Phase = FaultPhase.After });
        fixture.Call("ModifyAutoScalingGroup", new { AutoScalingGroupId = "asg-00000002", DesiredCapacity = 6 });
        var id = fixture.Start(batches: 3, surge: 1, health: true, timeout: 100);
        fixture.Pass(250.1234567);
        var saved = FleetJson.Write(fixture.Cloud.Snapshot());

        var loaded = new Fixture(FleetJson.Read(saved), durations: new(), randomSeed: 7);
        Assert.That(Encoding.UTF8.GetString(FleetJson.Write(loaded.Cloud.Snapshot())), Is.EqualTo(Encoding.UTF8.GetString(saved)));
        Assert.That(loaded.Cloud.Now, Is.EqualTo(fixture.Cloud.Now), "the service's time continues from there");

        var (here, there) = (fixture.Until(id, ActivityStatus.FailedPause), loaded.Until(id, ActivityStatus.FailedPause));
        Assert.That(there.Batches.SelectMany(batch => batch.Instances), Is.EqualTo(here.Batches.SelectMany(batch => batch.Instances)));
        Assert.That(loaded.Call("CreateLaunchConfiguration", Fresh).Text("LaunchConfigurationId"),
            Is.EqualTo(fixture.Call("CreateLaunchConfiguration", Fresh).Text("LaunchConfigurationId")), "even new ids are the same");
    }

    [TestCaseSource(nameof(Statuses))]
    public void Staged_InAnyStatus_IsThereAtTheStartAndSurvivesARoundTrip(ActivityStatus status)
    {
        var fixture = new Fixture(FleetJson.Read($$"""{"groups":[{"id":"{{Fixture.Group}}","instances":6,"activity":"{{status.Wire()}}"}]}"""), durations: new());

        Assert.That(fixture.Newest.Status, Is.EqualTo(status));
        Assert.That(fixture.Cloud.Now, Is.EqualTo(fixture.Clock.GetUtcNow()));
        Assert.That(fixture.Newest.CreatedTime, Is.LessThanOrEqualTo(fixture.Cloud.Now));
        Assert.That(fixture.TheGroup.Enabled, Is.EqualTo(!fixture.Newest.IsAlive));
        Assert.That(fixture.Faults.Planned, Is.Empty);
        var saved = FleetJson.Write(fixture.Cloud.Snapshot());
        Assert.That(FleetJson.Write(new Fixture(FleetJson.Read(saved), durations: new()).Cloud.Snapshot()), Is.EqualTo(saved));
    }

    [Test]
    public void Staged_SeveralGroups_AreAllWhereTheyShouldBe()
    {
        var fleet = Fleet.Empty;
        foreach (var (status, index) in Enum.GetValues<ActivityStatus>().Select((status, index) => (status, index)))
            fleet = fleet.AndGroup($"asg-0000000{index}", 6).WithRollout($"asg-0000000{index}", status);
        var fixture = new Fixture(fleet, durations: new());

        Assert.That(fleet.Stages.Select(stage => fixture.Cloud.ActivitiesOf(stage.GroupId)[0].Status),
            Is.EqualTo(fleet.Stages.Select(stage => stage.Status)));
    }

    [Test]
    public void Staged_WhereItCannotBe_IsRefused()
    {
        Assert.That(() => new Fixture(Fleet.WithGroup(Fixture.Group, 0).WithRollout(Fixture.Group, ActivityStatus.Running)),
            Throws.TypeOf<FleetFormatException>().With.Message.Contains("no running instance"));
        Assert.That(() => new Fixture(Fleet.WithGroup(Fixture.Group, 1).WithRollout(Fixture.Group, ActivityStatus.AutoPause)),
            Throws.TypeOf<FleetFormatException>().With.Message.Contains("never gets to AUTO_PAUSE"));
    }

    [Test]
    public void SameSeed_SameCalls_GiveTheSameIds()
    {
        var (first, again) = (Ids(1), Ids(1));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(Ids(2), Is.Not.EqualTo(first));
        Assert.That(first.Skip(2), Is.All.Match("^as[rac]-[a-z0-9]{8}$"));

        static IEnumerable<string> Ids(int seed)
        {
            var fixture = new Fixture(randomSeed: seed, durations: new());
            var first = fixture.Call("DescribeAccountLimits").Text("RequestId");
            var id = fixture.Start();
            var done = fixture.Until(id, ActivityStatus.Successful);
            return [first, done.EndTime!.Value.ToString("O"), id, done.Batches[0].Instances[0].LastActivityId!, fixture.Call("CreateLaunchConfiguration", Fresh).Text("LaunchConfigurationId")];
        }
    }

    [Test]
    public void Durations_OfResets_AreBetweenSeventyAndAHundredAndThirtySeconds()
    {
        var fixture = new Fixture(Fleet.WithGroup(Fixture.Group, 200), durations: new());
        fixture.Start(batches: 1);
        fixture.Pass(2);

        var lengths = fixture.Cloud.Snapshot().Pending.Where(pending => pending.Kind == Simulator.Service.PendingKind.Reinstalled).Select(pending => (pending.At - fixture.Activity(fixture.Newest.Id).StartTime!.Value).TotalSeconds - 0.4).ToList();

        Assert.That(lengths, Has.Count.EqualTo(200).And.All.InRange(70.0, 130.0));
        Assert.That(lengths.Max() - lengths.Min(), Is.GreaterThan(50));
    }

    private static object Fresh => new { LaunchConfigurationName = "fresh", ImageId = "img-00000001", InstanceType = "S5.SMALL1" };

    private static IEnumerable<ActivityStatus> Statuses() => Enum.GetValues<ActivityStatus>();
}
