using Google.Protobuf.WellKnownTypes;
using Pulumi;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>Functions of providers.</summary>
public sealed class InvokeTests
{
    [Test]
    public async Task Invoke_KnownArguments_CallsAndDependsOnThem()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        engine.OnInvoke = _ => Answer("10.0.0.1");

        await engine.RunAsync(() =>
        {
            var server = new Server("web", new ServerArgs { Size = 1 });
            var found = Deployment.Instance.Invoke<LookupResult>("cloud:index:lookup", new LookupArgs { Id = server.Id });
            _ = new Server("next", new ServerArgs { Size = 1, Address = found.Apply(result => result.Address) });
            return [];
        }).Soon();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PropertyCodec.FromStruct(engine.Invokes.Single().Args).Members, Is.EqualTo(PropertyMap.Of(("id", "id-of-web"))));
            Assert.That(engine.Inputs("next")["address"], Is.EqualTo(new PropertyValue.Text("10.0.0.1")));
            Assert.That(engine.Registered("next").Dependencies, Is.EqualTo(new[] { FakeEngine.UrnOf("cloud:index:Server", "web") }));
        }
    }

    [Test]
    public async Task Invoke_InPreviewOfANewResource_IsUnknownAndNotCalled()
    {
        await using var engine = await FakeEngine.StartAsync(dryRun: true).Soon();

        await engine.RunAsync(() =>
        {
            var server = new Server("web", new ServerArgs { Size = 1 });
            var byId = Deployment.Instance.Invoke<LookupResult>("cloud:index:lookup", new LookupArgs { Id = server.Id });
            var afterwards = Deployment.Instance.Invoke<LookupResult>(
                "cloud:index:lookup", new LookupArgs { Id = "fixed" }, new InvokeOutputOptions { DependsOn = { server } });
            return new() { ["a"] = byId.Apply(result => result.Address), ["b"] = afterwards.Apply(result => result.Address) };
        }).Soon();

        Assert.That(engine.Invokes, Is.Empty);
        Assert.That(engine.StackOutputs().Values, Is.All.EqualTo(new PropertyValue.Unknown()));
    }

    [Test]
    public async Task InvokeAsync_PlainArguments_GivesThePlainResult()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        engine.OnInvoke = _ => Answer("10.0.0.9");
        LookupResult? result = null;

        await Deployment.RunAsync(engine.Settings(), () => new Stack().ShowOutputs(InvokeAsync())).Soon();

        Assert.That(result?.Address, Is.EqualTo("10.0.0.9"));

        async Task<IDictionary<string, object?>> InvokeAsync()
        {
            result = await Deployment.Instance.InvokeAsync<LookupResult>("cloud:index:lookup", new LookupArgs { Id = "x" });
            return new Dictionary<string, object?>();
        }
    }

    [Test]
    public async Task Invoke_RefusedArguments_AreNamed()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        engine.OnInvoke = _ => new() { Failures = { new CheckFailure { Property = "id", Reason = "is no id" } } };

        var exitCode = await engine.RunAsync(() => new()
        {
            ["x"] = Deployment.Instance.Invoke<LookupResult>("cloud:index:lookup", new LookupArgs { Id = "?" }).Apply(result => result.Address),
        }).Soon();

        Assert.That(exitCode, Is.EqualTo(32));
        Assert.That(engine.Logs.Select(log => log.Message), Is.EqualTo(new[] { "cloud:index:lookup: id: is no id" }));
    }

    [Test]
    public async Task Invoke_WithProviderOfTheParent_NamesIt()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        engine.OnInvoke = _ => Answer("x");

        await engine.RunAsync(() =>
        {
            var cloud = new Cloud("north", new CloudArgs());
            var pair = new Pair("pair", new() { Providers = { cloud } });
            return new() { ["x"] = Deployment.Instance.Invoke<LookupResult>("cloud:index:lookup", new LookupArgs { Id = "1" }, new InvokeOptions { Parent = pair }) };
        }).Soon();

        Assert.That(engine.Invokes.Single().Provider, Is.EqualTo($"{FakeEngine.UrnOf("pulumi:providers:cloud", "north")}::id-of-north"));
    }

    private static ResourceInvokeResponse Answer(string address)
        => new() { Return = new Struct { Fields = { ["address"] = Value.ForString(address) } } };

    private sealed class LookupArgs : InvokeArgs
    {
        [Input("id", required: true)]
        public Input<string> Id { get; set; } = null!;
    }

    [OutputType]
    private sealed class LookupResult
    {
        public readonly string Address;

        [OutputConstructor]
        public LookupResult(string address) => Address = address;
    }
}
