using TencentcloudRefresh.Provider.Hosting;

namespace TencentcloudRefresh.Provider.Tests.Hosting;

public sealed class InterruptLatchTests
{
    [Test]
    public void Trip_HeldToken_Ends()
    {
        var latch = new InterruptLatch();
        var token = latch.Token;
        latch.Trip();
        latch.Trip();
        Assert.That(token.IsCancellationRequested);
    }

    [Test]
    public void Arm_AfterTrip_OnlyNewOperationsRun()
    {
        var latch = new InterruptLatch();
        var before = latch.Token;
        latch.Trip();
        latch.Arm();
        Assert.That((before.IsCancellationRequested, latch.Token.IsCancellationRequested), Is.EqualTo((true, false)));
    }

    [Test]
    public void Arm_NotTripped_KeepsTheTokenThatOthersHold()
    {
        var latch = new InterruptLatch();
        var held = latch.Token;
        latch.Arm();
        latch.Trip();
        Assert.That(held.IsCancellationRequested);
    }

    [Test]
    public void Stop_ThenArm_StaysTripped()
    {
        var latch = new InterruptLatch();
        latch.Stop();
        latch.Arm();
        Assert.That(latch.Token.IsCancellationRequested);
    }
}
