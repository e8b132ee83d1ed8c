using System.Diagnostics;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests;

/// <summary>The program: what it says, and with what it ends.</summary>
public sealed class CommandLineTests
{
    [Test]
    public async Task Process_StartedAndAskedToStop_SaysReadyFirstAndEndsWell()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Simulator.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--port", "0", "--speed", "60"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var first = await process.StandardOutput.ReadLineAsync().Soon();
        Assert.That(first, Does.Match("^ready http://127\\.0\\.0\\.1:[0-9]+$"));
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        Assert.That(await client.GetStringAsync(new Uri($"{first!["ready ".Length..]}/_simulator/clock")).Soon(), Does.Contain("\"speed\":60"));

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().Soon();

        Assert.That(process.ExitCode, Is.Zero);
        Assert.That(await process.StandardError.ReadToEndAsync().Soon(), Is.Empty);
    }

    [Test]
    public async Task Help_Asked_ListsEveryOptionAndSwitch()
    {
        var (exit, output, _) = await RunAsync("--help");

        Assert.That(exit, Is.Zero);
        foreach (var assumption in Assumed.All)
            Assert.That(output, Does.Contain($"{assumption.Name}={assumption.Default}"));
        foreach (var option in new[] { "--port", "--speed", "--seed", "--replay", "--random-seed", "--fault", "--strict", "--listen", "--allow-remote", "--assume" })
            Assert.That(output, Does.Contain(option));
    }

    [TestCase("--port 70000", "--port must be from 0 to 65535, not 70000.")]
    [TestCase("--speed -1", "--speed must be from 0")]
    [TestCase("--listen 0.0.0.0", "Add --allow-remote")]
    [TestCase("--listen here", "--listen must be an address")]
    [TestCase("--seed /nowhere/fleet.json", "/nowhere/fleet.json")]
    [TestCase("--fault nonsense", "--fault 'nonsense' is not of the form name=value")]
    [TestCase("--assume batchSplit", "name=value")]
    [TestCase("--assume batchSplit=odd", "even, ceiling")]
    [TestCase("--assume nope=1", "error: --assume: there is no assumption 'nope'. --help lists them.\n")]
    [TestCase("--assume batchsplit=even", "Did you mean batchSplit?")]
    [TestCase("--replay /nowhere/nope.jsonl", "error: --replay /nowhere/nope.jsonl: there is no such file.")]
    [TestCase("--speed fast", "error: --speed must be a number, not 'fast'.")]
    [TestCase("--sped 60", "error: There is no option '--sped'. Did you mean --speed?")]
    [TestCase("--reset-seconds soon", "--reset-seconds must be")]
    [TestCase("--nonsense", "error: There is no option '--nonsense'. --help lists the options.\n")]
    [TestCase("--seeed fleet.json", "error: There is no option '--seeed'. Did you mean --s")]
    [TestCase("extra", "error: There is no argument 'extra'.")]
    [TestCase("--port soon", "error: --port must be a whole number, not 'soon'.")]
    [TestCase("--fault kind=failOnse,instance=1", "error: --fault there is no kind 'failOnse' (did you mean failOnce?)")]
    [TestCase("--fault kind=explode,instance=1", "error: --fault there is no kind 'explode' (kinds are failOnce, failAlways,")]
    public async Task Start_ArgumentWrong_SaysSoAndFails(string arguments, string expected)
    {
        var (exit, output, errors) = await RunAsync(arguments.Split(' '));

        Assert.That(exit, Is.EqualTo(2));
        Assert.That(errors, Does.Contain(expected).And.StartWith("error: "));
        Assert.That(output, Is.Empty);
    }

    [Test]
    public async Task Start_SeedWithErrors_NamesTheFileAndThePlace()
    {
        var seed = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(seed, """{"groups":[{"id":"asg-1"}]}""").Soon();
        try
        {
            var (exit, _, errors) = await RunAsync("--port", "0", "--seed", seed);

            Assert.That(exit, Is.EqualTo(2));
            Assert.That(errors, Does.Contain($"{Path.GetFileName(seed)}: $.groups[0].id: must be asg-"));
        }
        finally
        {
            File.Delete(seed);
        }
    }

    [Test]
    public async Task Start_PortTaken_SaysSoAndFails()
    {
        await using var other = await SimulatorHost.StartAsync(new()).Soon();

        var (exit, _, errors) = await RunAsync("--port", $"{other.Port}");

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(errors, Does.Contain($"cannot listen on 127.0.0.1:{other.Port}"));
    }

    [Test]
    public async Task Start_WithFaultsAndSwitches_HasThem()
    {
        var (exit, output, errors) = await RunAsync(async endpoint =>
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            Assert.That(await client.GetStringAsync(new Uri(endpoint, "/_simulator/faults")).Soon(),
                Does.Contain("failOnce").And.Contain("lostAnswer"));
            Assert.That(await client.GetStringAsync(new Uri(endpoint, "/_simulator/state")).Soon(),
                Does.Contain("\"batchSplit\":\"ceiling\"").And.Contain("\"regionRequired\":\"true\""));
            Assert.That(await client.GetStringAsync(new Uri(endpoint, "/_simulator/clock")).Soon(), Does.Contain("\"driven\""));
        }, "--port", "0", "--speed", "0", "--strict", "--assume", "batchSplit=ceiling", "--reset-seconds", "5",
            "--fault", "instanceId=ins-00000001,kind=failOnce", "--fault", """{"action":"StartInstanceRefresh","kind":"lostAnswer"}""");

        Assert.That((exit, errors), Is.EqualTo((0, "")), output);
    }

    [Test]
    public async Task Start_Ready_NamesConsoleKeysAndAFirstCommandThatWorks()
    {
        var (_, output, _) = await RunAsync(static _ => Task.CompletedTask, "--port", "0");

        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[1], Is.EqualTo($"console  {lines[0]["ready ".Length..]}/"));
        Assert.That(lines[2], Does.Contain("AKIDsimulator0000000000000000000001 / simulator-secret-key-00000000000001"));
        var simulator = new Fixture();
        Assert.That(simulator.Api.CallUnsigned("StartInstanceRefresh", System.Text.Encoding.UTF8.GetBytes(lines[^1].Trim('\'')), "test").Body.Length, Is.GreaterThan(0));
        Assert.That(simulator.Cloud.ActivitiesOf(Fixture.Group), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Start_SeedWithKeysOfItsOwn_DoesNotPrintThem()
    {
        var seed = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(seed, """{"credentials":[{"secretId":"AKIDmine","secretKey":"s3cr3t"}]}""").Soon();
        try
        {
            var (_, output, _) = await RunAsync(static _ => Task.CompletedTask, "--port", "0", "--seed", seed);
            Assert.That(output, Does.Contain("AKIDmine").And.Not.Contain("s3cr3t"));
        }
        finally
        {
            File.Delete(seed);
        }
    }

    [Test]
    public async Task Start_Elsewhere_WarnsOnTheOtherStream()
    {
        var (exit, _, errors) = await RunAsync(static _ => Task.CompletedTask, "--port", "0", "--listen", "0.0.0.0", "--allow-remote");

        Assert.That(exit, Is.Zero);
        Assert.That(errors, Does.StartWith("warning: other machines"));
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await SimulatorProgram.RunAsync(arguments, output, errors, CancellationToken.None).Soon();
        return (exit, output.ToString(), errors.ToString());
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(Func<Uri, Task> whileReady, params string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        var (output, errors) = (new FirstLine(), new StringWriter());
        var run = SimulatorProgram.RunAsync(arguments, output, errors, stop.Token);
        await whileReady(new((await output.Line.Soon())["ready ".Length..]));
        await stop.CancelAsync();
        return (await run.Soon(), output.ToString(), errors.ToString());
    }

    /// <summary>Tells when the first line was written.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            _line.TrySetResult(value ?? "");
        }
    }
}
