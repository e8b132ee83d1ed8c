using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Planning;

public sealed class ConflictsTests
{
    private static readonly RefreshActivity Alive = Sample.Activity(ActivityStatus.Running, "RR", "WW");
    private static readonly RefreshInputs Inputs = Sample.Inputs(2);

    [Test]
    public void Differences_EveryOtherSetting_IsNamed()
    {
        var other = Inputs with
        {
            RefreshMode = RefreshMode.Replace,
            Settings = new RolloutSettings { BatchPause = BatchPause.EveryBatch, FailProcess = FailProcess.AutoCancel, MaxSurge = 1, CheckHealth = true, HealthTimeoutSeconds = 600 },
        };
        var echo = Alive with
        {
            RefreshSettings = new RefreshSettings
            {
                RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = 2, BatchPause = "Automatic", FailProcess = FailProcess.AutoPause, MaxSurge = 2 },
                CheckInstanceTargetHealth = false,
                CheckInstanceTargetHealthTimeout = 1800,
            },
        };

        Assert.That(Conflicts.Differences(echo, other, 3), Is.EqualTo(new[]
        {
            "refreshMode", "batchNumber", "batchPause", "maxSurge", "failProcess", "checkInstanceTargetHealth", "checkInstanceTargetHealthTimeout",
        }));
        Assert.That(Conflicts.Differences(echo, Inputs, 2), Is.EqualTo(new[] { "maxSurge" }), "the case of a word is no difference");
    }

    [Test]
    [TestKit.Bug("an activity with surge instances, or with another health timeout than the default, was taken for one that was started without")]
    public void Differences_ASettingThatTheInputsLeaveOut_IsComparedWithItsDefault()
    {
        var checking = Inputs with { Settings = Inputs.Settings with { CheckHealth = true } };
        var echo = Alive with
        {
            RefreshSettings = new RefreshSettings
            {
                RollingUpdateSettings = new RollingUpdateSettings { BatchNumber = 2, MaxSurge = 1 },
                CheckInstanceTargetHealth = true,
                CheckInstanceTargetHealthTimeout = 600,
            },
        };

        Assert.That(Conflicts.Differences(echo, checking, 2), Is.EqualTo(new[] { "maxSurge", "checkInstanceTargetHealthTimeout" }));
    }

    [Test]
    public void Differences_EchoOfTheFirstEdition_LeavesOutNothingThatCounts()
        => Assert.That(Conflicts.Differences(Alive with { RefreshSettings = null }, Inputs, 2), Is.Empty, "the number of batches is seen in the batches");

    [TestCase(ActivityStatus.FailedPause, "resume it (RETRY tries the failed instances again, CONTINUE leaves them in standby), or cancel it")]
    [TestCase(ActivityStatus.ManualPause, "resume or cancel it")]
    [TestKit.Bug("\"wait for its end\" was said of a rollback that waits for a person")]
    public void Blocker_APausedRollbackOfSomebodyElse_NamesStepsThatFit(string status, string step)
    {
        foreach (var policy in Enum.GetValues<ConflictPolicy>())
        {
            string? blocker = Conflicts.Blocker(policy, Sample.Rollback(status, "SF", "W"), Sample.Start + TimeSpan.FromHours(1));

            Assert.That(blocker, Does.Contain(step).And.Contain("in the console or by the program that started it"));
            Assert.That(blocker, Does.Not.Contain("onConflict").And.Not.Contain("Wait for its end"));
        }
    }
}
