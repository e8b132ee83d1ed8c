using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Provider.Tests.Hosting;

/// <summary>The real executable: ended politely, and killed at each call of the API. A killed run leaves no state, so the next one calls Create again.</summary>
public sealed class ProcessTests : PluginFixture
{
    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task Process_AskedToEnd_EndsWithZeroAndHasPrintedNothingElse(string signal)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("signals of another kind");
        using var process = await StartAsync();
        Assert.That(await process.EndAsync(signal), Is.EqualTo((0, "")));
    }

    [TestCase("DescribeAutoScalingGroups", FaultPhase.Before)]
    [TestCase("DescribeAutoScalingInstances", FaultPhase.Before)]
    [TestCase("DescribeLaunchConfigurations", FaultPhase.Before)]
    [TestCase("DescribeRefreshActivities", FaultPhase.Before)]
    [TestCase("StartInstanceRefresh", FaultPhase.Before)]
    [TestCase("StartInstanceRefresh", FaultPhase.After)]
    public async Task Kill_DuringACallOfCreate_NextRunNeverStartsASecondOne(string action, FaultPhase phase)
    {
        Cloud.Faults.Add(new Fault { Action = action, Kind = FaultKind.Delay, Phase = phase, Milliseconds = 60_000 });
        using (var process = await StartAsync())
        {
            _ = process.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
            await Eventually.Is(() => Cloud.Faults.Planned.IsEmpty && (phase is FaultPhase.Before || Cloud.Cloud.ActivitiesOf(Group).Length == 1), $"the call of {action}");
            await process.KillAsync();
        }

        // The plugin of this process has not seen that run: it knows no more than a new process would.
        var created = await Plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        Assert.That((created.Id, created.Properties.TextAt("status")), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", "SUCCESSFUL")), "the only activity there is");
    }

    [Test]
    public async Task Kill_WhileABatchIsInWork_NextRunTakesItsOwnActivityUp()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.Stuck));
        using (var process = await StartAsync())
        {
            _ = process.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
            await Eventually.Is(() => Cloud.Cloud.ActivitiesOf(Group) is [{ CurrentBatch: 2 }], "batch 2");
            await process.KillAsync();
        }

        Cloud.Faults.Clear();
        using var next = await StartAsync();
        var created = await next.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync());
        Assert.That((created.Id, created.Properties.TextAt("status")), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", "SUCCESSFUL")));
        Assert.That(Engine.Warnings, Has.Some.Contains(OnlyActivity().Id), "taking up is told");
    }

    [Test]
    public async Task Kill_DuringResume_NextUpdateGoesOn()
    {
        var program = Inputs(rolling: "\"batchNumber\": 3, \"batchPause\": \"FIRST_BATCH_PAUSE\"");
        var (id, inputs, outputs) = await CreatedAsync(program);
        var update = new UpdateRequest { Id = id, Urn = Urn, Type = Token, Olds = outputs, OldInputs = inputs, News = inputs };
        Cloud.Faults.Add(new Fault { Action = "ResumeInstanceRefresh", Kind = FaultKind.Delay, Phase = FaultPhase.After, Milliseconds = 60_000 });
        using (var process = await StartAsync())
        {
            _ = process.CallAsync(ResourceProviderMethods.Update, update);
            await Eventually.Is(() => Cloud.Faults.Planned.IsEmpty && OnlyActivity().Status == ActivityStatus.Running, "the resume");
            await process.KillAsync();
        }

        var updated = await Plugin.CallAsync(ResourceProviderMethods.Update, update);
        Assert.That((updated.Properties.TextAt("status"), OnlyActivity().Status), Is.EqualTo(("SUCCESSFUL", ActivityStatus.Successful)));
    }

    private async Task<PluginProcess> StartAsync()
    {
        var process = await PluginProcess.StartAsync(Engine.Address);
        await process.CallAsync(ResourceProviderMethods.Handshake, new ProviderHandshakeRequest { EngineAddress = Engine.Address });
        await process.CallAsync(ResourceProviderMethods.GetPluginInfo, new Empty());
        await process.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = Config() });
        return process;
    }
}
