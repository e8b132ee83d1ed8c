using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Hosting;

public sealed class ProviderHostTests : PluginFixture
{
    [Test]
    public async Task Run_NoAddress_IsServedAllTheSame()
    {
        await using var alone = await PluginUnderTest.StartAsync(Scan);
        var info = await alone.CallAsync(ResourceProviderMethods.GetPluginInfo, new Empty());
        Assert.That((info.Version, alone.Diagnostics), Is.EqualTo(("0.1.0", "")));
    }

    [Test]
    [Bug("generated code that binds a service took a quarter of the start of the native plugin, and 2 MiB")]
    public async Task Run_EveryMethodOfTheProtocol_IsServed()
    {
        var bytes = Marshallers.Create(message => message, message => message);
        using var channel = new LoopbackChannel($"127.0.0.1:{Plugin.Port}");
        foreach (var method in ResourceProvider.Descriptor.Methods)
        {
            var raw = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes);
            // Nothing that a method needs is given: it may refuse, but it is there.
            var code = StatusCode.OK;
            try
            {
                await channel.Invoker.AsyncUnaryCall(raw, host: null, default, []).ResponseAsync.Soon();
            }
            catch (RpcException refused)
            {
                code = refused.StatusCode;
            }

            Assert.That(code, Is.Not.EqualTo(StatusCode.Unimplemented), method.Name);
        }
    }

    [Test]
    public async Task Run_StopAsked_EndsWithZero() => Assert.That(await Plugin.StopAsync(), Is.Zero);

    [Test]
    public async Task Run_CommandLineNotUnderstood_SaysSoAndEndsWithTwo()
    {
        using var stdout = new StringWriter();
        using var diagnostics = new StringWriter();
        int code = await ProviderHost.RunAsync(["nonsense"], stdout, new PluginEnvironment { Diagnostics = diagnostics }, CancellationToken.None).Soon();
        Assert.That((code, stdout.ToString(), diagnostics.ToString()), Is.EqualTo((2, "", "\"nonsense\" is not the address of an engine: expected host:port, such as 127.0.0.1:34567.\n")));
    }

    [TestCase("--version", "0.1.0\n")]
    [TestCase("--schema", null)]
    [TestCase("--help", null)]
    public async Task Run_Asked_AnswersAndEndsWithoutServing(string question, string? answer)
    {
        using var stdout = new StringWriter();
        using var diagnostics = new StringWriter();
        var environment = new PluginEnvironment { Diagnostics = diagnostics, Problem = () => "asked before it is known whether anything is to be served" };
        int code = await ProviderHost.RunAsync([question], stdout, environment, CancellationToken.None).Soon();
        Assert.That((code, diagnostics.ToString()), Is.EqualTo((0, "")));
        Assert.That(stdout.ToString(), answer is null ? Does.EndWith("\n") : Is.EqualTo(answer));
        if (question == "--schema")
            Assert.That(System.Text.Json.Nodes.JsonNode.Parse(stdout.ToString())!["name"]!.GetValue<string>(), Is.EqualTo("tencentcloud-refresh"));
    }

    [Test]
    [Bug("the plugin outlived a killed engine by a minute and did not pause")]
    public async Task Run_EngineDiedWithoutGoodbye_EndsAtTheFirstRefusal()
    {
        var clock = new VirtualTime.VirtualClock();
        string nobody;
        await using (var engine = await FakeEngine.StartAsync())
            nobody = engine.Address;

        using var stdout = new StringWriter();
        var run = ProviderHost.RunAsync([nobody], stdout, new PluginEnvironment { Clock = clock }, CancellationToken.None);
        Assert.That(await clock.RunAsync(run, TimeSpan.FromSeconds(2)).Soon(), Is.Zero);
        Assert.That(clock.GetUtcNow() - VirtualTime.VirtualClock.DefaultStart, Is.LessThan(TimeSpan.FromSeconds(6)));
    }

    [Test]
    public void ShutdownGrace_IsLongerThanAnInterruptTakesAndShorterThanTheEngineWaits()
        => Assert.That(ProviderHost.ShutdownGrace, Is.GreaterThan(InstanceRefresh.OperationContext.DefaultEndWithin).And.LessThan(TimeSpan.FromSeconds(5)));

    [TestCase("Max open files            64                   64                   files     ", "may open 64 files at once and needs 256")]
    [TestCase("Max open files            1024                 1048576              files     ", null)]
    [TestCase("Max open files            unlimited            unlimited            files     ", null)]
    [TestCase("Max processes             64                   64                   processes ", null)]
    public void OpenFiles_Limit_IsAProblemOnlyWhereItIsTooLow(string line, string? problem)
        => Assert.That(OpenFiles.ProblemIn([line]), problem is null ? Is.Null : Does.Contain(problem));

    [Test]
    public async Task Handshake_Answer_KeepsSecretsAndTakesNoReferences()
    {
        var answer = await Plugin.CallAsync(ResourceProviderMethods.Handshake, new ProviderHandshakeRequest { EngineAddress = Engine.Address });
        Assert.That(answer, Is.EqualTo(new ProviderHandshakeResponse { AcceptSecrets = true }));
    }

    [Test]
    public async Task GetSchema_NoConfiguration_IsTheDocument()
    {
        await using var bare = await StartPluginAsync();
        var answer = await bare.CallAsync(ResourceProviderMethods.GetSchema, new GetSchemaRequest());
        Assert.That(answer.Schema, Does.StartWith("{").And.Contain("\"tencentcloud-refresh:index:InstanceRefresh\""));
    }

    [Test]
    public async Task GetSchema_AnotherVersion_IsRefused()
        => Assert.That((await Plugin.FailAsync(ResourceProviderMethods.GetSchema, new GetSchemaRequest { Version = 2 })).Code, Is.EqualTo(StatusCode.InvalidArgument));

    [Test]
    public async Task Call_MethodThatIsNotOffered_IsUnimplemented()
        => Assert.That((await Plugin.FailAsync(ResourceProviderMethods.Construct, new Empty())).Code, Is.EqualTo(StatusCode.Unimplemented));

    [Test]
    public async Task Call_LargerThan16Mebibytes_IsResourceExhaustedAndTheNextOneIsServed()
    {
        var huge = new Struct { Fields = { ["autoScalingGroupId"] = Value.ForString(new string('x', 64 * 1024 * 1024)) } };
        Assert.That((await Plugin.FailAsync(ResourceProviderMethods.Check, new CheckRequest { News = huge })).Code, Is.EqualTo(StatusCode.ResourceExhausted));
        await CheckedAsync(Inputs());
    }

    [Test]
    public async Task Attach_NewEngine_GetsTheLines()
    {
        await using var debugger = await FakeEngine.StartAsync();
        await Plugin.CallAsync(ResourceProviderMethods.Attach, new PluginAttach { Address = debugger.Address });
        await Plugin.CallAsync(ResourceProviderMethods.Create, await CreateRequestAsync(preview: true));
        Assert.That((Engine.Lines.Count, debugger.Lines.Count), Is.EqualTo((0, 1)));
    }
}
