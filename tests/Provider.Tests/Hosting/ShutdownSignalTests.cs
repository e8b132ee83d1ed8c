using TencentcloudRefresh.Provider.Hosting;

namespace TencentcloudRefresh.Provider.Tests.Hosting;

public sealed class ShutdownSignalTests
{
    [Test]
    public void Trip_HeldToken_Ends()
    {
        var shutdown = new ShutdownSignal();
        var token = shutdown.Token;
        shutdown.Trip();
        shutdown.Trip();
        Assert.That(token.IsCancellationRequested);
    }

    [Test]
    public void Arm_AfterTrip_OnlyNewOperationsRun()
    {
        var shutdown = new ShutdownSignal();
        var before = shutdown.Token;
        shutdown.Trip();
        shutdown.Arm();
        Assert.That((before.IsCancellationRequested, shutdown.Token.IsCancellationRequested), Is.EqualTo((true, false)));
    }

    [Test]
    public void Arm_NotTripped_KeepsTheTokenThatOthersHold()
    {
        var shutdown = new ShutdownSignal();
        var held = shutdown.Token;
        shutdown.Arm();
        shutdown.Trip();
        Assert.That(held.IsCancellationRequested);
    }

    [Test]
    public void Stop_ThenArm_StaysTripped()
    {
        var shutdown = new ShutdownSignal();
        shutdown.Stop();
        shutdown.Arm();
        Assert.That(shutdown.Token.IsCancellationRequested);
    }
}
