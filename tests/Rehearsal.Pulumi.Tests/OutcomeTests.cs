using Grpc.Core;
using Pulumi;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>How a program ends, and what people are reported.</summary>
public sealed class OutcomeTests
{
    private FakeEngine _engine = null!;

    [SetUp]
    public async Task StartAsync() => _engine = await FakeEngine.StartAsync().Soon();

    [TearDown]
    public async Task StopAsync() => await _engine.DisposeAsync().Soon();

    [Test]
    public async Task Failure_InTheStackItself_IsReportedOnceWithExitCode32()
    {
        var exitCode = await _engine.RunAsync(() => throw new InvalidOperationException("no quorum")).Soon();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(32));
            Assert.That(Errors().Single(), Does.Contain("no quorum").And.Contain("OutcomeTests"), "with its stack trace");
            Assert.That(_engine.Shutdowns, Is.Zero, "nothing is deleted on the word of a program that failed");
        }
    }

    [Test]
    public async Task Failure_MeantForPeople_IsReportedWithoutStackTrace()
    {
        var exitCode = await _engine.RunAsync(() => throw new RunException("settings:\n  imageId: is missing")).Soon();

        Assert.That(exitCode, Is.EqualTo(32));
        Assert.That(Errors(), Is.EqualTo(new[] { "settings:\n  imageId: is missing" }));
    }

    [Test]
    public async Task Failure_BesideAResource_IsShownInItsRow()
    {
        var exitCode = await _engine.RunAsync(() =>
        {
            var server = new Server("web", new ServerArgs { Size = 1 });
            return new() { ["x"] = server.Size.Apply(int (_) => throw new ResourceException("too small", server, hideStack: true)) };
        }).Soon();

        var error = _engine.Logs.Single(log => log.Severity == LogSeverity.Error);
        Assert.That(exitCode, Is.EqualTo(32));
        Assert.That((error.Message, error.Urn), Is.EqualTo(("too small", FakeEngine.UrnOf("cloud:index:Server", "web"))));
    }

    [Test]
    public async Task Failure_OfOneRegistration_IsReportedOnceHoweverManyDependOnIt()
    {
        _engine.OnRegister = request => request.Name == "database"
            ? throw RpcFailure.Of(StatusCode.InvalidArgument, "no such size")
            : Task.FromResult(_engine.Made(request));

        var exitCode = await _engine.RunAsync(() =>
        {
            var database = new Server("database", new ServerArgs { Size = 1 });
            _ = new Server("web", new ServerArgs { Size = 1, Address = database.Address });
            _ = new Server("api", new ServerArgs { Size = database.Size });
            return new() { ["address"] = database.Address };
        }).Soon();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(32));
            Assert.That(Errors(), Has.Exactly(1).Contains("database (cloud:index:Server)").And.Exactly(1).Contains("no such size"));
            Assert.That(_engine.Registrations.Select(request => request.Name), Is.EquivalentTo(new[] { "proj-dev", "database" }));
            Assert.That(_engine.Outputs, Is.Empty);
        }
    }

    [Test]
    public async Task StoppingEngine_EndsTheCallsInFlight_AndTheProgramKeepsQuiet()
    {
        _engine.OnRegister = request => request.Custom
            ? throw RpcFailure.Of(StatusCode.Unavailable, "resource monitor shut down while waiting")
            : Task.FromResult(_engine.Made(request));

        var exitCode = await _engine.RunAsync(() =>
        {
            _ = new Server("web", new ServerArgs { Size = 1 });
            return [];
        }).Soon();

        Assert.That(exitCode, Is.EqualTo(32));
        Assert.That(_engine.Logs, Is.Empty);
    }

    [Test]
    public async Task EngineThatNeverAnswered_IsNamedOnTheErrorStream()
    {
        var nobody = _engine.Settings() with { Monitor = "127.0.0.1:1", Engine = "127.0.0.1:1" };
        var errors = new StringWriter();
        var before = Console.Error;
        Console.SetError(errors);
        try
        {
            var exitCode = await Deployment.RunAsync(nobody, () => _ = new Stack()).Soon();

            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(errors.ToString(), Does.Contain("127.0.0.1:1"));
        }
        finally
        {
            Console.SetError(before);
        }
    }

    [Test]
    public async Task LoggedError_WithoutException_FailsTheRun()
    {
        var exitCode = await _engine.RunAsync(() =>
        {
            Log.Error("not good");
            return [];
        }).Soon();

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(_engine.Shutdowns, Is.Zero);
    }

    [Test]
    public async Task Log_Lines_ArriveInOrderWithTheirSeverity()
    {
        await _engine.RunAsync(() =>
        {
            var server = new Server("web", new ServerArgs { Size = 1 });
            Log.Debug("one", streamId: 7);
            Log.Info("two", server, ephemeral: true);
            Log.Warn("three");
            return [];
        }).Soon();

        Assert.That(_engine.Logs.Select(log => (log.Severity, log.Message, log.Urn, log.StreamId, log.Ephemeral)), Is.EqualTo(new[]
        {
            (LogSeverity.Debug, "one", "", 7, false),
            (LogSeverity.Info, "two", FakeEngine.UrnOf("cloud:index:Server", "web"), 0, true),
            (LogSeverity.Warning, "three", "", 0, false),
        }));
    }

    [Test]
    public async Task EngineWithoutShutdownSignal_IsNoFailure()
    {
        _engine.OnShutdown = () => throw RpcFailure.Of(StatusCode.Unimplemented, "unknown method");

        Assert.That(await _engine.RunAsync(() => []).Soon(), Is.Zero);
        Assert.That(_engine.Logs, Is.Empty);
    }

    [Test]
    public async Task TaskInsideTheProgram_IsWaitedForBeforeTheEnd()
    {
        var gate = new TaskCompletionSource<string>();
        var run = _engine.RunAsync(() => new() { ["late"] = Output.Create(gate.Task) });
        gate.SetResult("there");

        Assert.That(await run.Soon(), Is.Zero);
        Assert.That(_engine.StackOutputs()["late"].ToString(), Is.EqualTo("\"there\""));
    }

    [Test]
    public void Program_StartedByHand_NamesTheMissingVariables()
    {
        var error = Assert.Throws<InvalidOperationException>(() => ProgramSettings.From(name => name == "PULUMI_STACK" ? "dev" : null));
        Assert.That(error!.Message, Does.Contain("PULUMI_MONITOR").And.Not.Contain("PULUMI_STACK,"));
    }

    [Test]
    public void Settings_FromTheEnvironment_AreReadAsTheEngineWritesThem()
    {
        var variables = new Dictionary<string, string>
        {
            ["PULUMI_MONITOR"] = "127.0.0.1:1",
            ["PULUMI_ENGINE"] = "127.0.0.1:2",
            ["PULUMI_PROJECT"] = "proj",
            ["PULUMI_STACK"] = "dev",
            ["PULUMI_DRY_RUN"] = "true",
            ["PULUMI_CONFIG"] = """{"proj:a":"1"}""",
        };

        var settings = ProgramSettings.From(variables.GetValueOrDefault);

        Assert.That((settings.IsDryRun, settings.Config["proj:a"], settings.Organization), Is.EqualTo((true, "1", "organization")));
    }

    private IEnumerable<string> Errors() => _engine.Logs.Where(log => log.Severity == LogSeverity.Error).Select(log => log.Message);
}
