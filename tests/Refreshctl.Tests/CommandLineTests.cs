using System.Globalization;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Refreshctl.Tests;

public sealed class CommandLineTests
{
    [TestCase("stauts asg-9dn1a5y6", "stauts", "Did you mean status?")]
    [TestCase("status asg-9dn1a5y6 --jsn", "--jsn", "Did you mean --json?")]
    [TestCase("status", "GROUP[/ACTIVITY]", "refreshctl status --help")]
    [TestCase("status asg-9dn1a5y6 asg-00000001", "asg-00000001", "refreshctl status --help")]
    [TestCase("", "command", "refreshctl --help")]
    [TestCase("history asg-9dn1a5y6 --limit 0", "--limit must be a number from 1 to 1000, not '0'", "refreshctl history --help")]
    [TestCase("completion tcsh", "tcsh", "refreshctl completion --help")]
    public async Task Run_WrongUsage_IsOneLineAndAdvice(string arguments, string reason, string advice)
    {
        var ended = await Tool.AloneAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That((ended.Code, ended.Output), Is.EqualTo((2, "")), ended.Errors);
        Assert.That(ended.Errors, Does.StartWith("error: ").And.Contain(reason).And.Contain(advice));
        Assert.That(ended.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(2));
    }

    [TestCase("status web", "'web' names no rollout")]
    [TestCase("status asg-1/web", "'asg-1/web' names no rollout")]
    [TestCase("history asg-1/asr-00000001", "is no scaling group")]
    [TestCase("status asg-9dn1a5y6 --endpoint https", "--endpoint")]
    [TestCase("status asg-9dn1a5y6 --endpoint http://example.com", "--endpoint uses plain HTTP")]
    [TestCase("status asg-9dn1a5y6 --endpoint http://example.com", "--allow-insecure-endpoint true")]
    [TestCase("status asg-9dn1a5y6 --region Guangzhou", "--region must be the id of a region")]
    [TestCase("status asg-9dn1a5y6 --profile ops --endpoint http://127.0.0.1:1", "ops")]
    public async Task Run_WrongValue_IsCodeTwoAndNamesIt(string arguments, string reason)
    {
        string[] args = arguments.Split(' ');
        var ended = await Tool.AloneAsync(args[1].StartsWith("asg-9", StringComparison.Ordinal) ? args : [.. args, "--endpoint", "http://127.0.0.1:1"]);

        Assert.That((ended.Code, ended.Output), Is.EqualTo((2, "")), ended.Errors);
        Assert.That(ended.Errors.ReplaceLineEndings(" "), Does.StartWith("error: ").And.Contain(reason));
    }

    [Test]
    public async Task Run_NobodyThere_FailsAndSaysWhere()
    {
        int port;
        await using (var gone = await Simulator.SimulatorHost.StartAsync(new()).Soon())
            port = gone.Port;

        var ended = await Tool.AloneAsync("status", "asg-9dn1a5y6", "--endpoint", $"http://127.0.0.1:{port}");

        Assert.That(ended.Code, Is.EqualTo(1));
        Assert.That(OneLine(ended.Errors), Does.StartWith("error: ").And.Contain($"refreshctl simulate --port {port}"));
    }

    [TestCase("https://")]
    [TestCase("")]
    [Bug("TLS to a simulator was told as a corrupted frame, and not what to do")]
    public async Task Run_TlsToASimulator_SaysHowToReachIt(string scheme)
    {
        await using var tool = await Tool.OpenAsync();
        string address = tool.Service.Endpoint.Authority;

        var ended = await Tool.AloneAsync("status", Tool.Group, "--endpoint", scheme + address);

        Assert.That(ended.Code, Is.EqualTo(1));
        Assert.That(OneLine(ended.Errors), Does.Contain($"--endpoint http://{address}"));
    }

    [Test, Bug("a word was cut where the terminal has fewer than 80 columns")]
    public async Task Run_ANarrowTerminal_BreaksLinesBetweenWords()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Start(3);

        var ended = await tool.RunAsync(environment => environment with { Width = 50 }, "status", Tool.Group);

        Assert.That(ended.Code, Is.Zero, ended.Errors);
        Assert.That(ended.Output.ReplaceLineEndings("\n").Split('\n'), Has.All.Length.LessThanOrEqualTo(50));
    }

    [Test, Bug("half of a key was told, and not what to do about it")]
    public async Task Run_HalfOfAKey_SaysWhatToDo()
    {
        var ended = await Tool.AloneAsync(
            ["status", Tool.Group, "--region", "ap-guangzhou"], name => name == "TENCENTCLOUD_SECRET_ID" ? "AKIDx" : null);

        Assert.That(ended.Code, Is.EqualTo(2));
        Assert.That(OneLine(ended.Errors), Does.Contain("Set TENCENTCLOUD_SECRET_KEY there as well"));
    }

    [Test]
    public async Task Run_ServiceRepeatsTheKey_ItIsNotPrinted()
    {
        await using var tool = await Tool.OpenAsync();
        tool.Service.Faults.Add(Fault.Error("DescribeAutoScalingGroups", "AuthFailure.UnauthorizedOperation") with { Message = $"key {Credential.Default.SecretKey} may not" });

        var ended = await tool.RunAsync("status", Tool.Group);

        Assert.That(ended.Code, Is.EqualTo(1));
        Assert.That(ended.Errors, Does.Contain("may not").And.Not.Contain(Credential.Default.SecretKey));
    }

    [TestCase("")]
    [TestCase("plan")]
    [TestCase("status")]
    [TestCase("watch")]
    [TestCase("wait")]
    [TestCase("history")]
    [TestCase("report")]
    public async Task Help_OfEachCommand_HasExamplesWithin80Columns(string command)
    {
        var ended = await Tool.AloneAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.That(ended.Code, Is.Zero);
        Assert.That(ended.Output, Does.Contain($"Examples:\n  refreshctl {command}".TrimEnd()));
        Assert.That(ended.Output.ReplaceLineEndings("\n").Split('\n'), Has.All.Length.LessThanOrEqualTo(80));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Test]
    public void ExitCodes_InTheReadme_AreThoseOfTheProgram()
    {
        string readme = File.ReadAllText(Repository.PathOf("src/Refreshctl/README.md"));
        foreach (var outcome in Enum.GetValues<RefreshOutcome>().Where(outcome => outcome is not (RefreshOutcome.InProgress or RefreshOutcome.UpToDate)))
            Assert.That(readme, Does.Contain($"| {ExitCode.Of(outcome).ToString(CultureInfo.InvariantCulture)} | `{outcome}`"));
        foreach (int code in (int[])[ExitCode.Done, ExitCode.Failed, ExitCode.UsageError, ExitCode.TimedOut, ExitCode.Interrupted])
            Assert.That(readme, Does.Contain($"| {code.ToString(CultureInfo.InvariantCulture)} | "));
    }
}
