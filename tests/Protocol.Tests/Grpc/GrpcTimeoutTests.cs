using TencentcloudRefresh.Protocol.Grpc;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

public sealed class GrpcTimeoutTests
{
    [TestCase("1H", 36_000_000_000)]
    [TestCase("1M", 600_000_000)]
    [TestCase("10S", 100_000_000)]
    [TestCase("5m", 50_000)]
    [TestCase("7u", 70)]
    [TestCase("250n", 2)]
    [TestCase("0S", 0)]
    public void TryParse_EachUnit_IsUnderstood(string header, long ticks)
    {
        Assert.That(GrpcTimeout.TryParse(header, out TimeSpan timeout));
        Assert.That(timeout.Ticks, Is.EqualTo(ticks));
    }

    [TestCase("")]
    [TestCase("S")]
    [TestCase("10")]
    [TestCase("10s")]
    [TestCase("1.5S")]
    [TestCase("+1S")]
    [TestCase("100000000S")]
    public void TryParse_AnythingElse_IsRefused(string header) => Assert.That(GrpcTimeout.TryParse(header, out _), Is.False);

    [TestCase(0, "1n")]
    [TestCase(1, "100n")]
    [TestCase(50_000_000, "5000000u")]
    [TestCase(long.MaxValue, "99999999H")]
    public void Format_AnyLength_TakesTheFinestUnitThatFits(long ticks, string header)
        => Assert.That(GrpcTimeout.Format(new TimeSpan(ticks)), Is.EqualTo(header));

    [Property]
    public bool Format_UpToTenThousandYears_IsNeverShorterWhenRead(long ticks)
    {
        var timeout = new TimeSpan(Math.Abs(ticks % TimeSpan.FromDays(3_650_000).Ticks));
        return GrpcTimeout.TryParse(GrpcTimeout.Format(timeout), out TimeSpan read)
            && read >= timeout && (read - timeout).Ticks <= Math.Max(1, timeout.Ticks / 10_000);
    }
}
