using System.Net;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Tests.Http;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Faults;

/// <summary>Spoiled answers, as a client meets them.</summary>
public sealed class WireFaultTests : Wire
{
    private static readonly byte[] StartInput = JsonSerializer.SerializeToUtf8Bytes(new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 2 } } });

    [TestCase(FaultPhase.Before, 0)]
    [TestCase(FaultPhase.After, 1)]
    public async Task Error_BeforeOrAfter_IsAnsweredWithItsCode(FaultPhase phase, int started)
    {
        Host.Faults.Add(new() { Action = "StartInstanceRefresh", Kind = FaultKind.Error, Code = "InternalError.CallError", Message = "planned", Phase = phase });

        var answer = await CallAsync("StartInstanceRefresh", StartInput);

        Assert.That((answer.ErrorCode, answer.ErrorText), Is.EqualTo(("InternalError.CallError", "planned")));
        Assert.That(Host.Cloud.ActivitiesOf(Fixture.Group), Has.Length.EqualTo(started));
        Assert.That(Host.Calls.Single(),
            Has.Property("Fault").EqualTo("error").And.Property("ErrorCode").EqualTo(phase == FaultPhase.Before ? "InternalError.CallError" : null));
        Assert.That(Host.Faults.Planned, Is.Empty);
    }

    [Test]
    public async Task Http_Planned_IsAPageOfHtml()
    {
        Host.Faults.Add(new() { Action = "StartInstanceRefresh", Kind = FaultKind.Http, Status = 503, Phase = FaultPhase.After });
        using var answer = await SendAsync("StartInstanceRefresh", StartInput);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await answer.Content.ReadAsStringAsync().Soon(), Does.StartWith("<html>").And.Contain("503 Service Unavailable"));
        Assert.That(Host.Cloud.ActivitiesOf(Fixture.Group), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Truncate_Planned_IsBrokenJsonWithStatus200()
    {
        Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", FaultKind.Truncate, FaultPhase.After));
        using var answer = await SendAsync("StartInstanceRefresh", StartInput);
        var text = await answer.Content.ReadAsStringAsync().Soon();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(() => JsonDocument.Parse(text), Throws.InstanceOf<JsonException>());
    }

    [TestCase(FaultKind.Reset, FaultPhase.Before, 0)]
    [TestCase(FaultKind.Reset, FaultPhase.After, 1)]
    [TestCase(FaultKind.LostAnswer, FaultPhase.Before, 1)]
    public async Task Connection_Ended_LeavesTheCallerWithoutAnAnswer(FaultKind kind, FaultPhase phase, int started)
    {
        Host.Faults.Add(Fault.OfAction("StartInstanceRefresh", kind, phase));

        Assert.That(async () => await SendAsync("StartInstanceRefresh", StartInput), Throws.InstanceOf<HttpRequestException>());
        Assert.That(Host.Cloud.ActivitiesOf(Fixture.Group), Has.Length.EqualTo(started));
        Assert.That((await CallAsync("DescribeAccountLimits")).ErrorCode, Is.Null, "the next call is answered");
    }

    [TestCase(FaultPhase.Before, 0)]
    [TestCase(FaultPhase.After, 1)]
    public async Task Delay_Planned_IsInTheCallersTime(FaultPhase phase, int startedMeanwhile)
    {
        Host.Faults.Add(new() { Action = "StartInstanceRefresh", Kind = FaultKind.Delay, Milliseconds = 2_000, Phase = phase });
        var answer = CallAsync("StartInstanceRefresh", StartInput);
        await Clock.SleepersAsync(1).Soon();
        Assert.That(answer.IsCompleted, Is.False);
        Assert.That(Host.Cloud.ActivitiesOf(Fixture.Group), Has.Length.EqualTo(startedMeanwhile));

        Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That((await answer.Soon()).ErrorCode, Is.Null);
    }

    [Test]
    public async Task Times_Three_HappensThreeTimes()
    {
        Host.Faults.Add(Fault.Error("*", "InternalError", times: 3));
        var codes = new List<string?>();
        for (var i = 0; i < 5; i++)
            codes.Add((await CallAsync("DescribeAccountLimits")).ErrorCode);

        Assert.That(codes, Is.EqualTo(new[] { "InternalError", "InternalError", "InternalError", null, null }));
    }

    [Test]
    public async Task Times_Always_HappensUntilItIsTakenBack()
    {
        var number = Host.Faults.Add(Fault.Error("DescribeAccountLimits", "InternalError", times: null));
        for (var i = 0; i < 10; i++)
            Assert.That((await CallAsync("DescribeAccountLimits")).ErrorCode, Is.EqualTo("InternalError"));
        Assert.That(Host.Faults.Planned.Single().Happened, Is.EqualTo(10));
        Assert.That(Host.Faults.Remove(number), Is.True);

        Assert.That((await CallAsync("DescribeAccountLimits")).ErrorCode, Is.Null);
    }

    [Test]
    public async Task Probability_Half_HappensAboutHalfTheTimeAndTheSameEachRun()
    {
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            Host.Cloud.Reset();
            Host.Faults.Add(new() { Action = "*", Kind = FaultKind.Error, Probability = 0.5, Times = null });
            var codes = new List<string>();
            for (var i = 0; i < 60; i++)
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                codes.Add((await CallAsync("DescribeAccountLimits")).ErrorCode ?? "-");
            }

            runs.Add(string.Join(' ', codes));
            Assert.That(codes.Count(code => code == "-"), Is.InRange(15, 45));
        }

        Assert.That(runs[1], Is.EqualTo(runs[0]));
    }

    [Test]
    public async Task Describe_Faulted_HasTheQuirkOfItsKind()
    {
        var id = (await CallAsync("StartInstanceRefresh", JsonSerializer.SerializeToUtf8Bytes(
            new { AutoScalingGroupId = Fixture.Group, RefreshSettings = new { RollingUpdateSettings = new { BatchNumber = 4 } } }))).Text("RefreshActivityId");
        Clock.Advance(TimeSpan.FromSeconds(30));
        foreach (var kind in new[] { FaultKind.EmptySet, FaultKind.UnknownStatus, FaultKind.Sparse, FaultKind.Unordered, FaultKind.NoRequestId })
            Host.Faults.Add(Fault.OfAction("DescribeRefreshActivities", kind));

        Assert.That((await Describe())["TotalCount"].GetInt32(), Is.Zero);
        Assert.That(Activity(await Describe()).GetProperty("Status").GetString(), Is.EqualTo("BAKING"));
        var sparse = Activity(await Describe());
        Assert.That(sparse.GetProperty("CreatedTime").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(sparse.GetProperty("RefreshSettings").GetRawText(), Is.EqualTo("""{"RollingUpdateSettings":{"BatchNumber":4}}"""));
        Assert.That(Activity(await Describe()).GetProperty("RefreshBatchSet").EnumerateArray().Select(batch => batch.GetProperty("RefreshBatchNum").GetInt32()),
            Is.EquivalentTo(new[] { 1, 2, 3, 4 }).And.Not.Ordered.And.Not.Ordered.Descending);
        Assert.That((await Describe()).Members.TryGetProperty("RequestId", out _), Is.False);
        Assert.That(Activity(await Describe()).GetProperty("Status").GetString(), Is.EqualTo("RUNNING"));

        Task<Answer> Describe() => CallAsync("DescribeRefreshActivities", new { RefreshActivityIds = new[] { id } });
        static JsonElement Activity(Answer answer) => answer["RefreshActivitySet"][0];
    }

    [TestCase("DescribeAutoScalingGroups", "AutoScalingGroupSet", "CreatedTime")]
    [TestCase("DescribeAutoScalingInstances", "AutoScalingInstanceSet", "AddTime")]
    [TestCase("DescribeLaunchConfigurations", "LaunchConfigurationSet", "UpdatedTime")]
    public async Task List_Faulted_ComesEmptyThenWithoutTimesThenAsItIs(string action, string list, string time)
    {
        Host.Faults.Add(Fault.OfAction(action, FaultKind.EmptySet) with { Times = 2 });
        Host.Faults.Add(Fault.OfAction(action, FaultKind.Sparse));

        for (var i = 0; i < 2; i++)
        {
            var empty = await CallAsync(action);
            Assert.That((empty["TotalCount"].GetInt32(), empty[list].GetArrayLength()), Is.EqualTo((0, 0)));
        }

        Assert.That((await CallAsync(action))[list][0].GetProperty(time).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await CallAsync(action))[list][0].GetProperty(time).ValueKind, Is.EqualTo(JsonValueKind.String));
    }

    [TestCase("DescribeAutoScalingGroups", FaultKind.Unordered, "is about DescribeRefreshActivities, not DescribeAutoScalingGroups")]
    [TestCase("StartInstanceRefresh", FaultKind.EmptySet, "is about DescribeAutoScalingGroups, DescribeAutoScalingInstances, DescribeLaunchConfigurations, DescribeRefreshActivities, not")]
    public void List_FaultedInAWayItCannotBe_IsRefused(string action, FaultKind kind, string expected)
        => Assert.That(() => Host.Faults.Add(Fault.OfAction(action, kind)), Throws.ArgumentException.With.Message.Contains(expected));

    [Test]
    public async Task Fault_OnAnUnsignedCall_DoesNotHelpThroughTheSignature()
    {
        Host.Faults.Add(Fault.Error("*", "InternalError"));

        Assert.That((await CallAsync("DescribeAccountLimits", new { }, new Signer("AKIDunknown", "x"))).ErrorCode,
            Is.EqualTo("AuthFailure.SecretIdNotFound"));
        Assert.That(Host.Faults.Planned, Has.Count.EqualTo(1));
    }
}
