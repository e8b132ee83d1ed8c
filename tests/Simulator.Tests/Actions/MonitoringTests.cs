using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Tests.Actions;

/// <summary>Alarm policies, and the alarms that faults raise.</summary>
public sealed class MonitoringTests
{
    private const string Policy = "policy-1b842bhh";

    [Test]
    public void Alarm_OfABatch_BeginsWithTheBatchAndRecovers()
    {
        var fixture = new Fixture(Fleet.Default.AndAlarmPolicy(Policy, "web cpu"));
        fixture.Faults.Add(Fault.Alarm(Policy, Fixture.Group, atBatch: 2, seconds: 60));
        var id = fixture.Start();
        fixture.Until(id, activity => activity.CurrentBatch == 1);
        Assert.That(Histories(fixture), Is.Empty);
        var begun = fixture.Until(id, activity => activity.CurrentBatch == 2);
        Assert.That(Histories(fixture), Is.EqualTo(new[] { ("ALARM", begun.Batch!.Instances[0].InstanceId) }));
        fixture.Pass(61);
        Assert.That(Histories(fixture), Is.EqualTo(new[] { ("OK", begun.Batch.Instances[0].InstanceId) }));
        Assert.That(Histories(fixture, status: "ALARM"), Is.Empty);
    }

    [Test]
    public void Alarm_WithoutAGroup_BeginsAtOnceAndMakesItsPolicy()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.Alarm(Policy));
        Assert.That(Histories(fixture), Is.EqualTo(new[] { ("ALARM", "") }));
        Assert.That(fixture.Faults.Planned, Is.Empty);
        Assert.That(fixture.Call("DescribeAlarmPolicy", new { Module = "monitor", PolicyId = Policy })["Policy"].GetProperty("Enable").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void Histories_BeganAtTheAskedSecond_AreLeftOut()
    {
        var fixture = new Fixture();
        fixture.Faults.Add(Fault.Alarm(Policy));
        var began = fixture.Cloud.Now.ToUnixTimeSeconds();
        Assert.That(Histories(fixture, from: began), Is.Empty, "only what began later");
        Assert.That(Histories(fixture, from: began - 1), Has.Length.EqualTo(1));
    }

    [Test]
    public void Policy_ThatIsOff_NeverFires()
    {
        var fixture = new Fixture(Fleet.Default.AndAlarmPolicy(Policy, enabled: false));
        fixture.Faults.Add(Fault.Alarm(Policy));
        Assert.That(Histories(fixture), Is.Empty);
    }

    [Test]
    public void Policy_NobodyKnows_IsNotFound()
        => Assert.That(new Fixture().Call("DescribeAlarmPolicy", new { Module = "monitor", PolicyId = Policy }).ErrorCode, Is.EqualTo("ResourceNotFound"));

    [Test]
    public void Alarms_InASavedState_AreThereAgain()
    {
        var fixture = new Fixture(Fleet.Default.AndAlarmPolicy(Policy, "web cpu"));
        fixture.Faults.Add(Fault.Alarm(Policy, seconds: 60));
        var saved = fixture.Cloud.Snapshot();
        Assert.That(FleetJson.Read(FleetJson.Write(saved)).Alarms, Is.EqualTo(saved.Alarms));
        Assert.That(FleetJson.Read(FleetJson.Write(saved)).AlarmPolicies, Is.EqualTo(saved.AlarmPolicies));
    }

    private static (string Status, string Object)[] Histories(Fixture fixture, string? status = null, long? from = null)
        => [.. fixture.Call("DescribeAlarmHistories", new
            {
                Module = "monitor",
                PolicyIds = new[] { Policy },
                AlarmStatus = status is null ? null : new[] { status },
                StartTime = from,
            })["Histories"].EnumerateArray()
            .Select(alarm => (alarm.GetProperty("AlarmStatus").GetString()!, alarm.GetProperty("AlarmObject").GetString()!))];
}
