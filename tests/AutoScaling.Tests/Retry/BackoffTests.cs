namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class BackoffTests
{
    private static readonly RetryOptions Options = new();

    [FsCheck.NUnit.Property]
    public bool Delay_AnyAttemptAnyRoll_StaysBetweenFloorAndCeiling(ushort retry, byte roll, byte floorSeconds)
    {
        var floor = TimeSpan.FromSeconds(floorSeconds % 10);
        var delay = Backoff.Delay(retry, roll / 256.0, floor, Options);
        return delay >= floor && delay <= Options.MaxDelay && delay - floor <= Options.BaseDelay * Math.Pow(2, Math.Min((int)retry, 30));
    }

    [FsCheck.NUnit.Property]
    public bool Delay_LaterAttempt_IsNeverShorterForTheSameRoll(byte retry, byte roll)
        => Backoff.Delay(retry, roll / 256.0, TimeSpan.Zero, Options) <= Backoff.Delay(retry + 1, roll / 256.0, TimeSpan.Zero, Options);

    [Test]
    public void Delay_RollOfNothing_IsNothing()
        => Assert.That(Backoff.Delay(3, 0, TimeSpan.Zero, Options), Is.EqualTo(TimeSpan.Zero), "full jitter begins at zero");

    [Test]
    public void Budget_Spent_IsEarnedBackByFiveSuccessesEach()
    {
        var budget = new RetryBudget(2);
        Assert.That((budget.TrySpend(), budget.TrySpend(), budget.TrySpend()), Is.EqualTo((true, true, false)));
        for (var success = 1; success <= 4; success++)
            budget.Earn();
        Assert.That(budget.TrySpend(), Is.False);
        budget.Earn();
        budget.Earn();
        Assert.That((budget.TrySpend(), budget.TrySpend()), Is.EqualTo((true, false)));
    }

    [Test]
    public void Budget_LongSuccess_NeverExceedsItsSize()
    {
        var budget = new RetryBudget(1);
        for (var success = 0; success < 100; success++)
            budget.Earn();
        Assert.That((budget.TrySpend(), budget.TrySpend()), Is.EqualTo((true, false)));
    }
}
