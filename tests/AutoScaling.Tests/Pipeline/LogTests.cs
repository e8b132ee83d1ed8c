using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class LogTests
{
    [Test]
    public async Task Call_RepairedThrottledAndRepeated_ReportsEachOnceWithoutSecrets()
    {
        await using var service = await SimulatedService.StartAsync();
        var log = new ListLog();
        using var client = new AutoScalingClient(Clients.Options(service.Host.Endpoint), new FixedCredentials(SimulatedService.Key), service.Clock,
            log);
        service.Host.Faults.Add(Fault.Error("DescribeRefreshActivities", "AuthFailure.SignatureExpire"));
        service.Host.Faults.Add(Fault.Error("DescribeRefreshActivities", "RequestLimitExceeded"));
        service.Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", FaultKind.Http));

        await service.DriveAsync(client.DescribeRefreshActivitiesAsync(new(), CancellationToken.None));

        Assert.That(log.Events, Is.EqualTo(new[] { "1001 ClockCorrected", "1004 Slower", "1003 Again", "1003 Again" }));
        Assert.That(string.Join('\n', log.Lines),
            Does.Contain("RequestLimitExceeded, request ").And.Contain("HTTP 502").And.Not.Contain(SimulatedService.Key.SecretKey).And.Not.Contain("Signature="));
    }

    [Test]
    public async Task Call_Throttled_SlowsTheActionDownForTheWholeProcess()
    {
        await using var service = await SimulatedService.StartAsync();
        service.Host.Faults.Add(Fault.Error("StopInstanceRefresh", "RequestLimitExceeded", times: null));
        await Failures.OfAsync<CloudServiceException>(service.DriveAsync(Requests.Call("StopInstanceRefresh", service.Client, null,
            CancellationToken.None)));

        var limits = RateLimits.Shared(service.Clock, service.Host.Endpoint, 10);
        Assert.That(limits.For(StopInstanceRefresh.Action).Rate, Is.LessThan(5));
        Assert.That(limits.For(StartInstanceRefresh.Action).Rate, Is.EqualTo(10));
    }

    [Test]
    public async Task Poller_PollFails_ReportsIt()
    {
        await using var service = await SimulatedService.StartAsync(change: options => options with { Retry = new() { MaxRetries = 0 } });
        var log = new ListLog();
        await using var poller = new ActivityPoller(service.Client, new(), service.Clock, log);
        service.Host.Faults.Add(Fault.Error("DescribeRefreshActivities", "InternalError"));

        await service.DriveAsync(poller.NextAsync("asr-12345678", PollPace.AtOnce, CancellationToken.None));

        Assert.That(log.Events, Is.EqualTo(new[] { "1101 Failed" }));
    }

    private sealed class ListLog : ILogger<AutoScalingClient>, ILogger<ActivityPoller>
    {
        private readonly ConcurrentQueue<(string Event, string Line)> _entries = new();

        public IEnumerable<string> Events => _entries.Select(entry => entry.Event);

        public IEnumerable<string> Lines => _entries.Select(entry => entry.Line);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => _entries.Enqueue((string.Create(CultureInfo.InvariantCulture, $"{eventId.Id} {eventId.Name}"), formatter(state, exception)));
    }
}
