using System.Diagnostics;
using System.Text.Json;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Pulumi.Tests;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Sdk.Tests.Stack;

/// <summary>The built program as the engine starts it: a process of its own, told everything through the environment.</summary>
public sealed class StackProcessTests
{
    [Test]
    public async Task Executable_WithTheDevFile_RegistersTheFleet()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        var (exitCode, errors) = await RunAsync(engine, DevFile.Read()).Soon();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, errors + string.Join(Environment.NewLine, engine.Logs.Select(log => log.Message)));
            Assert.That(errors, Is.Empty);
            Assert.That(engine.Registrations.Select(request => request.Name), Is.EqualTo(new[] { "web-fleet-dev", "fleet-config", "fleet", "rollout" }));
            Assert.That(engine.Inputs("fleet")["desiredCapacity"], Is.EqualTo(new PropertyValue.Number(6)));
            Assert.That(engine.Inputs("fleet-config").ContainsKey("userData"), Is.True, "read from the file beside the program");
            Assert.That(engine.Shutdowns, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Executable_WithBadSettings_Ends32AndSaysNothingTwice()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        var settings = DevFile.Read();
        settings["web-fleet:imageId"] = "ami-1";

        var (exitCode, errors) = await RunAsync(engine, settings).Soon();

        Assert.That(exitCode, Is.EqualTo(32));
        Assert.That(engine.Logs.Single().Message, Does.Contain("web-fleet:imageId: must start with `img-`"));
        Assert.That(errors, Is.Empty, "what the engine was told, people see once");
    }

    [Test]
    public async Task Executable_WithAMisspeltName_SaysWhichWasMeant()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        var settings = DevFile.Read();
        settings["web-fleet:aprovedThroughBatch"] = "0";
        settings["other:aprovedThroughBatch"] = "not ours";

        var (exitCode, _) = await RunAsync(engine, settings).Soon();

        Assert.That(exitCode, Is.EqualTo(32));
        Assert.That(engine.Logs.Single().Message, Does.Contain("  web-fleet:aprovedThroughBatch: unknown setting; did you mean approvedThroughBatch?").And.StartsWith("Invalid configuration of stack"));
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(FakeEngine engine, Dictionary<string, string> config)
    {
        using var process = new Process
        {
            StartInfo = new(Repository.PathOf($"src/Rehearsal.Stack/bin/{Repository.Configuration}/net10.0/Rehearsal.Stack"))
            {
                WorkingDirectory = Repository.PathOf("infra"),
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                Environment =
                {
                    ["PULUMI_MONITOR"] = engine.Address,
                    ["PULUMI_ENGINE"] = engine.Address,
                    ["PULUMI_PROJECT"] = "web-fleet",
                    ["PULUMI_STACK"] = "dev",
                    ["PULUMI_DRY_RUN"] = "false",
                    ["PULUMI_CONFIG"] = JsonSerializer.Serialize(config),
                },
            },
        };
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await errors);
    }
}
