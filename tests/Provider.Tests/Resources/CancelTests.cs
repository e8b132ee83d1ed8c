using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Resources;

/// <summary>Ctrl-C in each phase. The cloud's time stands still unless a test moves it, so nothing ends by itself.</summary>
public sealed class CancelTests : PluginFixture
{
    private const int ForEver = 60_000;

    /// <summary>Short enough for the patience that a start in flight gets, long enough to cancel meanwhile.</summary>
    private const int ForAWhile = 500;

    protected override TimeSpan? Progress => null;

    [TestCase("DescribeAutoScalingGroups")]
    [TestCase("DescribeAutoScalingInstances")]
    [TestCase("DescribeLaunchConfigurations")]
    [TestCase("DescribeRefreshActivities")]
    public async Task Cancel_BeforeTheStart_IsAPlainError(string action)
    {
        var create = await CreateHeldAtAsync(action, FaultPhase.Before, ForEver);
        await CancelAsync();
        var status = await StatusOf(create);
        Assert.That((status.Code, status.Details.Count, Writes().Count()), Is.EqualTo((StatusCode.Cancelled, 0, 0)));
    }

    [TestCase(FaultPhase.Before, ForAWhile, TestName = "Cancel_StartOnItsWay_KeepsTheId")]
    [TestCase(FaultPhase.After, ForAWhile, TestName = "Cancel_AnswerOfStartOnItsWay_KeepsTheId")]
    [TestCase(FaultPhase.After, ForEver, TestName = "Cancel_AnswerOfStartNeverComes_KeepsTheId")]
    public async Task Cancel_StartUnderWay_KeepsTheId(FaultPhase phase, int milliseconds)
    {
        var create = await CreateHeldAtAsync("StartInstanceRefresh", phase, milliseconds);
        if (phase is FaultPhase.After)
            await Eventually.Is(() => Cloud.Cloud.ActivitiesOf(Group).Length == 1, "the activity");
        await CancelAsync();
        Assert.That(InitFailureOf(await StatusOf(create)).Id, Is.EqualTo($"{Group}/{OnlyActivity().Id}"), "what has left cannot be called back");
    }

    [Test]
    public async Task Cancel_BatchInWork_KeepsEverythingAndLeavesTheRolloutAlone()
    {
        var (create, inputs) = await CreateInBatchAsync(Inputs());
        await CancelAsync();
        var kept = InitFailureOf(await StatusOf(create));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((kept.Id, kept.Properties.TextAt("status")), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", "RUNNING")));
            Assert.That(kept.Properties.Members().Keys, Is.SupersetOf(inputs.Members().Keys));
            Assert.That(kept.Reasons.First(), Does.Contain("nterrupted"));
            Assert.That(Writes(), Is.EqualTo(new[] { "StartInstanceRefresh" }));
        }
    }

    [Test]
    public async Task Cancel_OnInterruptPause_PausesTheRollout()
    {
        var (create, _) = await CreateInBatchAsync(Inputs(more: "\"onInterrupt\": \"Pause\""));
        await CancelAsync();
        var kept = InitFailureOf(await StatusOf(create));
        Assert.That((kept.Id, OnlyActivity().Status, Writes().Last()), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", ActivityStatus.ManualPause, "StopInstanceRefresh")));
    }

    [Test]
    public async Task Cancel_ThenTheNextRun_ContinuesWithTheSameRollout()
    {
        var (create, inputs) = await CreateInBatchAsync(Inputs());
        await CancelAsync();
        var kept = InitFailureOf(await StatusOf(create));

        await using var next = await StartPluginAsync();
        await ConfigureAsync(next);
        var update = next.CallAsync(ResourceProviderMethods.Update, new UpdateRequest { Id = kept.Id, Urn = Urn, Type = Token, Olds = kept.Properties, OldInputs = inputs, News = inputs });
        while (!update.IsCompleted)
        {
            Cloud.Cloud.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(update, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None));
        }

        Assert.That(((await update).Properties.TextAt("status"), string.Join(' ', Writes())), Is.EqualTo(("SUCCESSFUL", "StartInstanceRefresh")));
    }

    [Test]
    public async Task Cancel_UpdateUnderWay_KeepsEverything()
    {
        var (create, inputs) = await CreateInBatchAsync(Inputs());
        await CancelAsync();
        var kept = InitFailureOf(await StatusOf(create));
        await NextRunAsync();
        var update = Plugin.CallAsync(ResourceProviderMethods.Update, new UpdateRequest { Id = kept.Id, Urn = Urn, Type = Token, Olds = kept.Properties, OldInputs = inputs, News = inputs });
        await PollsAsync(3);
        await CancelAsync();
        Assert.That(InitFailureOf(await StatusOf(update)).Properties.Members().Keys, Is.EquivalentTo(kept.Properties.Members().Keys));
    }

    [Test]
    public async Task Cancel_DeleteThatWaitsForTheBatch_IsAPlainErrorThatKeepsTheState()
    {
        var (create, _) = await CreateInBatchAsync(Inputs());
        await CancelAsync();
        var kept = InitFailureOf(await StatusOf(create));
        await NextRunAsync();
        var delete = Plugin.CallAsync(ResourceProviderMethods.Delete, new DeleteRequest { Id = kept.Id, Urn = Urn, Type = Token, Properties = kept.Properties });
        await Eventually.Is(() => OnlyActivity().Status == ActivityStatus.ManualPause, "the stop before the cancel");
        await CancelAsync();
        var status = await StatusOf(delete);
        Assert.That((status.Details.Count, Writes().Last()), Is.EqualTo((0, "StopInstanceRefresh")));
    }

    [Test]
    public async Task Cancel_WaitForAnotherActivity_IsAPlainError()
    {
        Cloud.Call("StartInstanceRefresh", $$"""{"AutoScalingGroupId": "{{Group}}", "RefreshSettings": {"RollingUpdateSettings": {"BatchNumber": 6} } }""");
        var create = Plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(Inputs(more: "\"onConflict\": \"Wait\"")));
        await PollsAsync(3);
        await CancelAsync();
        var status = await StatusOf(create);
        Assert.That((status.Code, status.Details.Count, Cloud.Cloud.ActivitiesOf(Group).Length), Is.EqualTo((StatusCode.Cancelled, 0, 1)));
    }

    [Test]
    [Bug("beside hundreds of operations Cancel waited in the engine until one of them had ended, so that Ctrl-C did nothing")]
    public async Task Cancel_BesideManyOperations_IsHeardAtOnce()
    {
        const int Many = 800;
        Cloud.Faults.Add(new Fault { Action = "*", Kind = FaultKind.Delay, Times = null, Milliseconds = ForEver });
        var request = await CreateRequestAsync();
        Task<RpcStatus>[] operations = [.. Enumerable.Range(0, Many).Select(number =>
        {
            var one = request.Clone();
            one.Urn = $"{Urn}-{number}";
            return StatusOf(Plugin.CallAsync(ResourceProviderMethods.Create, one));
        })];

        await CheckedAsync(Inputs()).Soon();
        await CancelAsync();
        var ends = await Task.WhenAll(operations).Soon();

        Assert.That(ends.Select(end => end.Code), Is.All.EqualTo(StatusCode.Cancelled));
    }

    [Test]
    public async Task Cancel_Idle_CallsNothingAndStopsWhatWouldBegin()
    {
        var request = await CreateRequestAsync();
        await CancelAsync();
        await CancelAsync();
        var status = await Plugin.FailAsync(ResourceProviderMethods.Create, request);
        Assert.That((status.Message, status.Details.Count, Cloud.Calls.Length), Is.EqualTo(("The run is being cancelled: nothing was called, nothing has changed.", 0, 0)));
    }

    [Test]
    public async Task Cancel_CheckAndDiffAfterIt_StillAnswer()
    {
        await CancelAsync();
        var inputs = await CheckedAsync(Inputs());
        Assert.That((await Plugin.CallAsync(ResourceProviderMethods.Diff, new DiffRequest { Type = Token, Olds = inputs, OldInputs = inputs, News = inputs })).HasDetailedDiff);
    }

    [Test]
    public async Task Stop_BatchInWork_AnswersWithTheStateFirst()
    {
        var (create, _) = await CreateInBatchAsync(Inputs());
        var stopped = Plugin.StopAsync();
        Assert.That(InitFailureOf(await StatusOf(create)).Id, Is.EqualTo($"{Group}/{OnlyActivity().Id}"));
        Assert.That(await stopped.Soon(), Is.Zero);
    }

    [Test]
    public async Task Disconnect_BatchInWork_EndsTheWait()
    {
        using var gone = new CancellationTokenSource();
        var create = Plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(Inputs(more: "\"onInterrupt\": \"Pause\"")), gone.Token);
        await PollsAsync(3);
        await gone.CancelAsync();
        Assert.That(async () => await create, Throws.InstanceOf<OperationCanceledException>());
        await Eventually.Is(() => Writes().Last() == "StopInstanceRefresh", "the pause that an interrupt asks for");
    }

    private Task<Empty> CancelAsync() => Plugin.CallAsync(ResourceProviderMethods.Cancel, new Empty());

    /// <summary>A new run on the same process, as with a debugger attached.</summary>
    private Task NextRunAsync() => Plugin.CallAsync(ResourceProviderMethods.Handshake, new ProviderHandshakeRequest { EngineAddress = Engine.Address });

    /// <summary>A create that is stuck in its first call of an action.</summary>
    private async Task<Task<CreateResponse>> CreateHeldAtAsync(string action, FaultPhase phase, int milliseconds)
    {
        Cloud.Faults.Add(new Fault { Action = action, Kind = FaultKind.Delay, Phase = phase, Milliseconds = milliseconds });
        var create = Plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        await Eventually.Is(() => Cloud.Faults.Planned.IsEmpty, $"the call of {action}");
        return create;
    }

    /// <summary>A create that waits while the first batch is in progress.</summary>
    private async Task<(Task<CreateResponse> Create, Struct Inputs)> CreateInBatchAsync(Struct news)
    {
        var request = await CreateRequestAsync(news);
        var create = Plugin.CallAsync(ResourceProviderMethods.Create, request);
        await Eventually.Is(() => Cloud.Cloud.ActivitiesOf(Group).Length == 1, "the activity");
        Cloud.Cloud.Advance(TimeSpan.FromSeconds(3));
        await Engine.LineAsync(line => line.Message.Contains("1/3 · ", StringComparison.Ordinal));
        return (create, request.Properties);
    }

    /// <summary>Waits until the plugin has looked at activities so many more times.</summary>
    private Task PollsAsync(int more)
    {
        int before = Polls();
        return Eventually.Is(() => Polls() >= before + more, $"{more} looks");
        int Polls() => Cloud.Calls.Count(call => call.Action == "DescribeRefreshActivities");
    }

    private static async Task<RpcStatus> StatusOf<T>(Task<T> call)
    {
        try
        {
            throw new AssertionException($"should have failed and answered {await call}");
        }
        catch (RpcException failure)
        {
            return RpcStatus.Of(failure);
        }
    }
}
