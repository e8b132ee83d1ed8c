using Pulumi;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>The stack's configuration, as a program reads it.</summary>
public sealed class ConfigTests
{
    private static readonly string[] Wrong = ["hunter2", "proj:pin"];

    [Test]
    public Task Get_OwnNamespace_ReadsEachType() => InProgramAsync(config =>
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Get("name"), Is.EqualTo("web"));
            Assert.That(config.GetInt32("count"), Is.EqualTo(3));
            Assert.That(config.GetDouble("ratio"), Is.EqualTo(0.5));
            Assert.That(config.GetBoolean("on"), Is.True);
            Assert.That(config.GetObject<List<string>>("list"), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(config.Get("missing"), Is.Null);
            Assert.That(config.GetInt32("missing"), Is.Null);
            Assert.That(config.GetSecret("missing"), Is.Null);
            Assert.That(config.Require("name"), Is.EqualTo("web"));
            Assert.That(config.RequireObject<string[]>("list"), Has.Length.EqualTo(2));
            Assert.That(new Config("other").Get("name"), Is.EqualTo("elsewhere"));
            Assert.That(new Config("other:config").Get("name"), Is.EqualTo("elsewhere"));
        }
    });

    [Test]
    public Task GetSecret_AnyValue_IsSecret() => InProgramAsync(config =>
    {
        var secret = config.RequireSecretInt32("count").Data.Result;
        Assert.That((secret.Value, secret.IsSecret), Is.EqualTo((3, true)));
        Assert.That(config.GetSecretBoolean("on")!.Data.Result.IsSecret, Is.True);
        Assert.That(config.RequireSecretObject<string[]>("list").Data.Result.IsSecret, Is.True);
    });

    [Test]
    public Task Get_ValueOfAnotherType_NamesTheKeyAndNotTheValue() => InProgramAsync(config =>
    {
        Assert.That(() => config.GetInt32("pin"), Throws.InstanceOf<RunException>()
            .With.Message.Contain(Wrong[1]).And.Message.Not.Contain(Wrong[0]));
        Assert.That(() => config.GetBoolean("pin"), Throws.InstanceOf<RunException>().With.Message.Not.Contain(Wrong[0]));
        Assert.That(() => config.GetObject<int[]>("pin"), Throws.InstanceOf<RunException>().With.Message.Not.Contain(Wrong[0]));
    });

    [Test]
    public Task Require_MissingValue_SaysHowToSetIt() => InProgramAsync(config =>
    {
        Assert.That(() => config.Require("missing"), Throws.InstanceOf<RunException>().With.Message.Contain("pulumi config set proj:missing"));
        Assert.That(() => config.RequireDouble("missing"), Throws.InstanceOf<RunException>());
        Assert.That(() => config.RequireSecretObject<int[]>("missing"), Throws.InstanceOf<RunException>());
    });

    private static async Task InProgramAsync(Action<Config> test)
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        engine.Config["proj:name"] = "web";
        engine.Config["proj:count"] = "3";
        engine.Config["proj:ratio"] = "0.5";
        engine.Config["proj:on"] = "true";
        engine.Config["proj:list"] = """["a","b"]""";
        engine.Config["proj:pin"] = Wrong[0];
        engine.Config["other:name"] = "elsewhere";

        // An assertion that fails inside is the program's failure: its text comes back through the log.
        var exitCode = await engine.RunAsync(() =>
        {
            test(new Config());
            return [];
        }).Soon();
        Assert.That(exitCode, Is.Zero, string.Join(Environment.NewLine, engine.Logs.Select(log => log.Message)));
    }
}
