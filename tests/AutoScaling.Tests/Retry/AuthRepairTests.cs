using System.Globalization;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A wrong clock and stale credentials, seen on the wire.</summary>
internal sealed class AuthRepairTests
{
    private static readonly DateTimeOffset ServiceTime = new(2026, 1, 1, 0, 0, 30, TimeSpan.Zero);

    /// <summary>Checks timestamps as the service does and tells its time.</summary>
    private static async Task<ScriptedService> StrictServiceAsync()
    {
        var service = await ScriptedService.StartAsync();
        service.Answer = (received, http) =>
        {
            http.Response.Headers.Date = ServiceTime.ToString("R", CultureInfo.InvariantCulture);
            var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(received.Headers["X-TC-Timestamp"]!, CultureInfo.InvariantCulture));
            var signed = new RequestSigner().Authorize(
                Clients.Key, "as", sent, [("content-type", "application/json"), ("host", received.Headers.Host!)],
                    System.Text.Encoding.UTF8.GetBytes(received.Body));
            return (sent - ServiceTime).Duration() > TimeSpan.FromMinutes(5)
                ? ScriptedService.Refusal("AuthFailure.SignatureExpire")(received, http)
                : signed == received.Headers.Authorization
                    ? ScriptedService.Success("""{"RefreshActivityId":"asr-1"}""")(received, http)
                    : ScriptedService.Refusal("AuthFailure.SignatureFailure")(received, http);
        };
        return service;
    }

    [TestCase(-1, TestName = "Call_ClockBehindByADay_IsCorrectedForwardOverMidnight")]
    [TestCase(1, TestName = "Call_ClockAheadByADay_IsCorrectedBackOverMidnight")]
    [TestCase(0, 0, TestName = "Call_ClockRight_IsNotCorrected")]
    public async Task Call_ClockOff_IsCorrectedOnceForAllCalls(int days, int corrections = 1)
    {
        await using var service = await StrictServiceAsync();
        using var client = Clients.For(service, new VirtualClock(ServiceTime.AddDays(days)));

        await Requests.Call("StartInstanceRefresh", client, null, CancellationToken.None).Soon();
        await Requests.Call("StopInstanceRefresh", client, null, CancellationToken.None).Soon();

        Assert.That(service.Calls, Has.Count.EqualTo(2 + corrections), "the second call is right from the start");
        Assert.That(client.ServiceTime, Is.EqualTo(ServiceTime).Within(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Call_StillRefusedAfterTheCorrection_IsNotSentAThirdTime()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Answer = ScriptedService.Refusal("AuthFailure.SignatureExpire");
        using var client = Clients.For(service, new VirtualClock());

        var failure = await Failures.OfAsync<CloudServiceException>(Requests.Call("DescribeRefreshActivities", client, null, CancellationToken.None));

        Assert.That((failure.Kind, service.Calls.Count), Is.EqualTo((RefusalKind.ClockSkew, 2)));
        Assert.That(failure.Hint, Does.Contain("five minutes off"));
    }

    [TestCase("AuthFailure.TokenFailure")]
    [TestCase("AuthFailure.SecretIdNotFound")]
    public async Task Call_CredentialsNotKnownAnyMore_GoesAgainWithNewOnes(string code)
    {
        await using var service = await ScriptedService.StartAsync();
        service.Answer = (received, http) => received.Headers["X-TC-Token"] == "token-2"
            ? ScriptedService.Success("""{"RefreshActivityId":"asr-1"}""")(received, http)
            : ScriptedService.Refusal(code)(received, http);
        var source = new RotatingCredentials();
        using var client = Clients.For(service, new VirtualClock(), credentials: source);

        await Requests.Call("StartInstanceRefresh", client, null, CancellationToken.None).Soon();

        Assert.That((service.Calls.Count, source.Renewals), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Call_NoOtherCredentialsToBeHad_IsNotSentAgain()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Answer = ScriptedService.Refusal("AuthFailure.TokenFailure");
        using var client = Clients.For(service, new VirtualClock());

        await Failures.OfAsync<CloudServiceException>(Requests.Call("DescribeRefreshActivities", client, null, CancellationToken.None));

        Assert.That(service.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Call_RenewedCredentialsRefusedToo_EndsThere()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Answer = ScriptedService.Refusal("AuthFailure.TokenFailure");
        using var client = Clients.For(service, new VirtualClock(), credentials: new RotatingCredentials());

        await Failures.OfAsync<CloudServiceException>(Requests.Call("DescribeRefreshActivities", client, null, CancellationToken.None));

        Assert.That(service.Calls, Has.Count.EqualTo(2));
    }

    private sealed class RotatingCredentials : ICredentialSource
    {
        public int Renewals { get; private set; }

        public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken) => new(Clients.Key with { Token = $"token-{Renewals + 1}" });

        public void Invalidate(Credentials refused)
        {
            if (refused.Token == $"token-{Renewals + 1}")
                Renewals++;
        }
    }
}
