using Pulumi;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>Stacks written as classes.</summary>
public sealed class StackTests
{
    [Test]
    public async Task StackClass_OutputProperties_BecomeStackOutputs()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        var exitCode = await engine.RunAsync<GoodStack>().Soon();

        Assert.That(exitCode, Is.Zero);
        Assert.That(engine.StackOutputs(), Is.EqualTo(PropertyMap.Of(("serverId", "id-of-web"), ("Size", 2.0))));
    }

    [Test]
    public async Task StackClass_UnassignedOutput_IsNamed()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        Assert.That(await engine.RunAsync<ForgetfulStack>().Soon(), Is.EqualTo(32));
        Assert.That(engine.Logs.Single().Message, Does.Contain("'Forgotten'"));
    }

    [Test]
    public async Task StackClass_OutputThatIsNone_IsNamed()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        Assert.That(await engine.RunAsync<WrongStack>().Soon(), Is.EqualTo(32));
        Assert.That(engine.Logs.Single().Message, Does.Contain("'Plain'").And.Contain("Output<T>"));
    }

    [Test]
    public void Instance_OutsideAProgram_SaysSo()
        => Assert.That(() => Deployment.Instance, Throws.InvalidOperationException.With.Message.Contain("Deployment.RunAsync"));

    [Test]
    public void RunAsync_StartedByHand_DoesNotCallTheProgram()
        => Assert.That(() => Deployment.RunAsync(() => Assert.Fail("the program ran")), Throws.InvalidOperationException);

    public sealed class GoodStack : Stack
    {
        public GoodStack()
        {
            var server = new Server("web", new ServerArgs { Size = 2 });
            ServerId = server.Id;
            Size = server.Size;
        }

        [Output("serverId")]
        public Output<string> ServerId { get; private set; }

        [Output]
        public Output<int> Size { get; private set; }
    }

    public sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<int> Forgotten { get; private set; } = null!;
    }

    public sealed class WrongStack : Stack
    {
        [Output]
        public string Plain { get; private set; } = "plain";
    }
}
