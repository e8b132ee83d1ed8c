using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class AutoScalingClientTests
{
    private readonly VirtualClock _clock = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private ScriptedService _service = null!;
    private AutoScalingClient _client = null!;

    [SetUp]
    public async Task StartService()
    {
        _service = await ScriptedService.StartAsync();
        _client = Clients.For(_service, _clock);
    }

    [TearDown]
    public async Task StopService()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task StartInstanceRefresh_ExampleOfItsPage_SendsThatBodyAndNothingElse()
    {
        _service.Answer = ScriptedService.Success("""{"RefreshActivityId":"asr-y67t5r4e","Unknown":{"Member":[1]}}""");

        var response = await _client.StartInstanceRefreshAsync(
            new()
            {
                AutoScalingGroupId = "asg-9dn1a5y6",
                RefreshMode = RefreshMode.Reset,
                RefreshSettings = new() { RollingUpdateSettings = new() { BatchNumber = 3, BatchPause = BatchPause.EveryBatch } },
            },
            CancellationToken.None).Soon();

        Assert.That(response.RefreshActivityId, Is.EqualTo("asr-y67t5r4e"));
        Assert.That(response.RequestId, Is.EqualTo(ScriptedService.RequestId));
        var call = _service.Calls.Single();
        Assert.That((call.Method, call.Path, call.Action), Is.EqualTo(("POST", "/", "StartInstanceRefresh")));
        Assert.That(call.Body, Is.EqualTo(
            """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshMode":"ROLLING_UPDATE_RESET","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":3,"BatchPause":"BATCH_INTERVAL_PAUSE"}}}"""));
    }

    [Test]
    public async Task ResumeInstanceRefresh_ExampleOfItsPage_SendsThatBodyAndNothingElse()
    {
        await _client.ResumeInstanceRefreshAsync(
            new() { AutoScalingGroupId = "asg-h7tgd87d", RefreshActivityId = "asr-juhf6ytr", ResumeMode = ResumeMode.Retry },
                CancellationToken.None).Soon();

        Assert.That(_service.Calls.Single().Body,
            Is.EqualTo("""{"AutoScalingGroupId":"asg-h7tgd87d","RefreshActivityId":"asr-juhf6ytr","ResumeMode":"RETRY"}"""));
    }

    [Test]
    public async Task AnyCall_OnTheWire_CarriesTheSignedHeaders()
    {
        await _client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon();

        var headers = _service.Calls.Single().Headers;
        var host = _service.Endpoint.Authority;
        var expected = new RequestSigner().Authorize(Clients.Key, "as", _clock.GetUtcNow(), [("content-type", "application/json"), ("host", host)],
            "{}"u8);
        Assert.Multiple(() =>
        {
            Assert.That(headers.Authorization.ToString(), Is.EqualTo(expected));
            Assert.That(headers.ContentType.ToString(), Is.EqualTo("application/json"), "what is signed is what is sent");
            Assert.That(headers.Host.ToString(), Is.EqualTo(host));
            Assert.That(headers["X-TC-Action"].ToString(), Is.EqualTo("DescribeAutoScalingGroups"));
            Assert.That(headers["X-TC-Version"].ToString(), Is.EqualTo("2018-04-19"));
            Assert.That(headers["X-TC-Timestamp"].ToString(), Is.EqualTo("1767225600"));
            Assert.That(headers["X-TC-Region"].ToString(), Is.EqualTo("ap-guangzhou"));
            Assert.That(headers["X-TC-Language"].ToString(), Is.EqualTo("en-US"));
            Assert.That(headers["X-TC-RequestClient"].ToString(), Does.Match(@"^TencentcloudRefresh_\d+\.\d+\.\d+$"));
            Assert.That(headers.ContainsKey("X-TC-Token"), Is.False);
        });
    }

    [Test]
    public async Task AnyCall_WithASessionToken_SendsItBesideTheSameSignature()
    {
        using var withToken = Clients.For(_service, _clock, credentials: new FixedCredentials(Clients.Key with { Token = "session-token" }));
        await _client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon();
        await withToken.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon();

        Assert.That(_service.Calls[1].Headers["X-TC-Token"].ToString(), Is.EqualTo("session-token"));
        Assert.That(_service.Calls[1].Headers.Authorization, Is.EqualTo(_service.Calls[0].Headers.Authorization));
    }

    [Test]
    public async Task AnsweredAt_DateHeader_IsTheServicesTimeAndNotOurs()
    {
        _service.Answer = (_, http) =>
        {
            http.Response.Headers.Date = "Tue, 06 Jan 2026 10:00:00 GMT";
            return ScriptedService.Reply(http, "{}");
        };
        var response = await _client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon();
        Assert.That(response.AnsweredAt, Is.EqualTo(new DateTimeOffset(2026, 1, 6, 10, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task AnsweredAt_NoDateHeader_IsTheClocksTime()
    {
        await using var bare = RawService.Start("HTTP/1.1 200 OK\r\nContent-Length: 33\r\n\r\n{\"Response\":{\"RequestId\":\"r-1\"}}  ");
        using var client = new AutoScalingClient(Clients.Options(bare.Endpoint), new FixedCredentials(Clients.Key), _clock);
        var response = await client.DescribeAutoScalingGroupsAsync(new(), CancellationToken.None).Soon();
        Assert.That(response.AnsweredAt, Is.EqualTo(_clock.GetUtcNow()));
    }

    [Test]
    public void AnyWrite_MissingIds_IsMisuseAndSendsNothing()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => _client.StartInstanceRefreshAsync(new() { AutoScalingGroupId = " ", RefreshSettings = new() }, CancellationToken.None),
                Throws.ArgumentException);
            Assert.That(() => _client.StopInstanceRefreshAsync(new() { AutoScalingGroupId = "asg-1", RefreshActivityId = "" },
                CancellationToken.None), Throws.ArgumentException);
            Assert.That(
                () => _client.RollbackInstanceRefreshAsync(
                    new()
                    {
                        AutoScalingGroupId = "asg-1",
                        OriginRefreshActivityId = "asr-1",
                        RefreshSettings = new() { RollingUpdateSettings = new() { MaxSurge = 1 } }
                    }, CancellationToken.None),
                Throws.ArgumentException.With.Message.Contains("MaxSurge was 1"));
            Assert.That(_service.Calls, Is.Empty);
        });
    }
}
