using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Hosting;

/// <summary>The real executable: ended politely, and killed at each call of the API. A killed run leaves no state, so the next one calls Create again.</summary>
public sealed class ProcessTests : PluginFixture
{
    [TestCase("INT")]
    [TestCase("TERM")]
    [TestCase("HUP")]
    public async Task Process_AskedToEnd_EndsWithZeroAndHasPrintedNothingElse(string signal)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("signals of another kind");
        IgnoreWhereTheSignalIsIgnored(signal);
        using var process = await StartAsync();
        Assert.That(await process.EndAsync(signal), Is.EqualTo((0, "")));
    }

    /// <summary>Under nohup, or in the background of a script, a parent has its children ignore a signal, and that is inherited.</summary>
    private static void IgnoreWhereTheSignalIsIgnored(string signal)
    {
        int number = signal switch { "HUP" => 1, "INT" => 2, _ => 15 };
        if (!OperatingSystem.IsLinux())
            return;
        string mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim();
        if ((Convert.ToUInt64(mask, 16) & (1UL << (number - 1))) != 0)
            Assert.Ignore($"this run ignores SIG{signal}, which its children inherit");
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
            _ = process.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(ProvableInputs()));
            await Eventually.Is(() => Cloud.Faults.Planned.IsEmpty && (phase is FaultPhase.Before || Cloud.Cloud.ActivitiesOf(Group).Length == 1), $"the call of {action}");
            await process.KillAsync();
        }

        // The plugin of this process has not seen that run: it knows no more than a new process would.
        var created = await Plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(ProvableInputs()));
        Assert.That((created.Id, created.Properties.TextAt("status")), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", "SUCCESSFUL")), "the only activity there is");
    }

    [Test]
    public async Task Kill_WhileABatchIsInWork_NextRunTakesItsOwnActivityUp()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.Stuck));
        using (var process = await StartAsync())
        {
            _ = process.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(ProvableInputs()));
            await Eventually.Is(() => Cloud.Cloud.ActivitiesOf(Group) is [{ CurrentBatch: 2 }], "batch 2");
            await process.KillAsync();
        }

        Cloud.Faults.Clear();
        using var next = await StartAsync();
        var created = await next.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(ProvableInputs()));
        Assert.That((created.Id, created.Properties.TextAt("status")), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", "SUCCESSFUL")));
        Assert.That(Engine.Warnings, Has.Some.Contains(OnlyActivity().Id), "taking up is told");
    }

    [Test]
    public async Task Kill_DuringResume_NextUpdateContinues()
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

    [TestCase("INT")]
    [TestCase("TERM")]
    [TestCase("HUP")]
    [Retry(3)] // It measures seconds of a process, and the tests of other projects may have the processors for as long.
    [Bug("a signal in a create lost the id where the service was slower than the server's grace")]
    public async Task Signal_ServiceDoesNotAnswerThePause_TheAnswerWithTheIdLeavesBeforeTheServer(string signal)
    {
        IgnoreWhereTheSignalIsIgnored(signal);
        using var process = await StartAsync();
        var create = await CreateInBatchAsync(process);
        Cloud.Faults.Add(new Fault { Action = "StopInstanceRefresh", Kind = FaultKind.Delay, Phase = FaultPhase.Before, Milliseconds = 60_000 });
        Cloud.Faults.Add(new Fault { Action = "DescribeRefreshActivities", Kind = FaultKind.Delay, Phase = FaultPhase.Before, Milliseconds = 60_000, Times = 100 });

        var asked = Stopwatch.GetTimestamp();
        var ended = process.EndAsync(signal);
        var kept = InitFailureOf(await StatusOf(create));
        Assert.That((await ended).ExitCode, Is.Zero);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept.Id, Is.EqualTo($"{Group}/{OnlyActivity().Id}"));
            Assert.That(kept.Reasons.First(), Does.Contain("may have been paused: the service did not answer in time"));
            Assert.That(Stopwatch.GetElapsedTime(asked), Is.LessThan(TimeSpan.FromSeconds(8)), "the engine kills after five; the rest is this machine's");
        }
    }

    [Test]
    [Bug("a signal in a create lost the id where the service was slower than the server's grace")]
    public async Task Signal_ServiceTakesSecondsForThePause_PausesAndKeepsTheId()
    {
        using var process = await StartAsync();
        var create = await CreateInBatchAsync(process);
        Cloud.Faults.Add(new Fault { Action = "StopInstanceRefresh", Kind = FaultKind.Delay, Phase = FaultPhase.After, Milliseconds = 2_500 });

        var ended = process.EndAsync("TERM");
        var kept = InitFailureOf(await StatusOf(create));
        Assert.That((await ended).ExitCode, Is.Zero);
        Assert.That((kept.Id, kept.Properties.TextAt("status"), OnlyActivity().Status), Is.EqualTo(($"{Group}/{OnlyActivity().Id}", "MANUAL_PAUSE", ActivityStatus.ManualPause)));
    }

    [Test]
    [Bug("the plugin outlived a killed engine by a minute and did not pause")]
    public async Task EngineKilled_InABatch_PausesWritesNothingElseAndIsGoneWithinTenSeconds()
    {
        var engine = await FakeEngine.StartAsync();
        using var process = await StartAsync(engine.Address);
        var create = await CreateInBatchAsync(process);

        var killed = Stopwatch.GetTimestamp();
        process.LoseEngine();
        await engine.DisposeAsync();
        await process.EndedAsync();
        Assert.That(async () => await create, Throws.Exception, "nobody is there to hear the answer");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Stopwatch.GetElapsedTime(killed), Is.LessThan(TimeSpan.FromSeconds(10)));
            Assert.That(Writes(), Is.EqualTo(new[] { "StartInstanceRefresh", "StopInstanceRefresh" }));
            Assert.That(OnlyActivity().Status, Is.EqualTo(ActivityStatus.ManualPause));
        }
    }

    [TestCase("exec \"$0\" 127.0.0.1:1 >/dev/full", "cannot serve", TestName = "Start_StandardOutputIsFull_IsOneLineAndAnExitCode")]
    [TestCase("exec \"$0\" 127.0.0.1:1 >&-", "cannot serve", TestName = "Start_StandardOutputIsClosed_IsOneLineAndAnExitCode")]
    [TestCase("ulimit -n 64; exec \"$0\" 127.0.0.1:1", "may open 64 files", TestName = "Start_64OpenFiles_IsOneLineAndAnExitCode")]
    [TestCase("ulimit -n 128; exec \"$0\" 127.0.0.1:1", "may open 128 files", TestName = "Start_128OpenFiles_IsOneLineAndAnExitCode")]
    public async Task Start_InPoorSurroundings_IsOneLineAndAnExitCode(string script, string line)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("a POSIX shell is needed");
        var (code, errors) = await PluginProcess.StartInShellAsync(script);
        Assert.That((code, errors.TrimEnd().Split('\n')), Is.EqualTo((1, new[] { errors.TrimEnd() })));
        Assert.That(errors, Does.Contain(line));
    }

    [Test]
    [Bug("huge requests took up to 840 MiB")]
    public async Task Memory_HugeRequestsAndTenThousandAtOnce_StaysBounded()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("the peak is read from /proc");
        using var process = await StartAsync();
        var huge = new Struct { Fields = { ["autoScalingGroupId"] = Value.ForString(new string('x', 64 * 1024 * 1024)) } };
        var json = new Struct { Fields = { ["assumeRole"] = Value.ForString($$"""{"roleArn": "{{new string('x', 60_000_000)}}"}""") } };
        Assert.That(async () => await process.CallAsync(ResourceProviderMethods.Check, new CheckRequest { News = huge }), Exhausted());
        Assert.That(async () => await process.CallAsync(ResourceProviderMethods.CheckConfig, new CheckRequest { News = json }), Exhausted());

        var news = Inputs();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(_ => process.CallAsync(ResourceProviderMethods.Check, new CheckRequest { Type = Token, News = news })));
        Assert.That(answers.SelectMany(answer => answer.Failures), Is.Empty);
        // Where the collector does not work in the background it is up to 245. The build that tests use starts about 40 MiB above the native file that ships.
        Assert.That(process.PeakMebibytes(), Is.LessThanOrEqualTo(150));

        static NUnit.Framework.Constraints.IResolveConstraint Exhausted()
            => Throws.TypeOf<RpcException>().With.Property(nameof(RpcException.StatusCode)).EqualTo(StatusCode.ResourceExhausted);
    }

    /// <summary>A create that waits in batch 2, to be paused on an interrupt.</summary>
    private async Task<Task<CreateResponse>> CreateInBatchAsync(PluginProcess process)
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 2, FaultKind.Stuck));
        var create = process.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(Inputs(more: "\"onInterrupt\": \"Pause\"")));
        await Eventually.Is(() => Cloud.Cloud.ActivitiesOf(Group) is [{ CurrentBatch: 2 }], "batch 2");
        return create;
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

    private async Task<PluginProcess> StartAsync(string? engineAddress = null)
    {
        var process = await PluginProcess.StartAsync(engineAddress ?? Engine.Address);
        await process.CallAsync(ResourceProviderMethods.Handshake, new ProviderHandshakeRequest { EngineAddress = engineAddress ?? Engine.Address });
        await process.CallAsync(ResourceProviderMethods.GetPluginInfo, new Empty());
        await process.CallAsync(ResourceProviderMethods.Configure, new ConfigureRequest { Args = Config() });
        return process;
    }
}
