using System.Collections.Immutable;
using Pulumi;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>Secrets and unknowns on their way out, answers on their way in.</summary>
public sealed class ValueTests
{
    [Test]
    public async Task Preview_IdOfNewResource_IsUnknownToDependents()
    {
        await using var engine = await FakeEngine.StartAsync(dryRun: true).Soon();
        var hasRun = false;

        await engine.RunAsync(() =>
        {
            var database = new Server("database", new ServerArgs { Size = 3 });
            var address = database.Id.Apply(id =>
            {
                hasRun = true;
                return id;
            });
            _ = new Server("web", new ServerArgs { Size = database.Size, Address = address, Names = { "known", address } });
            return new() { ["address"] = database.Address, ["size"] = database.Size };
        }).Soon();

        var inputs = engine.Inputs("web");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inputs["address"], Is.EqualTo(new PropertyValue.Unknown()));
            Assert.That(inputs["size"], Is.EqualTo(new PropertyValue.Number(3)), "the preview did answer this one");
            Assert.That(inputs["names"], Is.EqualTo(PropertyValue.Array.Of("known", new PropertyValue.Unknown())), "one gap does not hide the list");
            Assert.That(engine.Registered("web").PropertyDependencies["address"].Urns, Is.Not.Empty, "unknown values have dependencies too");
            Assert.That(engine.StackOutputs()["address"], Is.EqualTo(new PropertyValue.Unknown()), "missing in a preview means not known yet");
            Assert.That(hasRun, Is.False, "nothing is derived from what is not known");
        }
    }

    [Test]
    public async Task Update_MissingOutput_IsNull()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        await engine.RunAsync(() =>
        {
            var server = new Server("web", new ServerArgs { Size = 3 });
            return new() { ["password"] = server.Password.Apply(password => password ?? "none"), ["gone"] = server.Password };
        }).Soon();

        Assert.That(engine.StackOutputs(), Is.EqualTo(PropertyMap.Of(("password", "none"))), "null outputs are not sent");
    }

    [Test]
    public async Task Secret_AnywhereInAValue_StaysWrappedAndSticksToWhatIsDerived()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        await engine.RunAsync(() =>
        {
            var password = Output.CreateSecret("hunter2");
            var server = new Server("web", new ServerArgs
            {
                Size = 1,
                Password = password,
                Address = Output.Format($"user:{password}@host"),
                Labels = { ["open"] = "yes", ["shut"] = password },
            });
            return new()
            {
                ["echo"] = server.Password,
                ["derived"] = server.Password.Apply(value => value!.Length),
                ["joined"] = Output.Tuple(server.Size, server.Password).Apply(both => both.Item1),
                ["open"] = Output.Unsecret(server.Password.Apply(value => value!.Length)),
            };
        }).Soon();

        var inputs = engine.Inputs("web");
        var outputs = engine.StackOutputs();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inputs["password"], Is.EqualTo(new PropertyValue.Secret("hunter2")));
            Assert.That(inputs["address"], Is.EqualTo(new PropertyValue.Secret("user:hunter2@host")));
            Assert.That(inputs["labels"], Is.EqualTo(PropertyValue.Object.Of(("open", "yes"), ("shut", new PropertyValue.Secret("hunter2")))));
            Assert.That(outputs["echo"], Is.EqualTo(new PropertyValue.Secret("hunter2")));
            Assert.That(outputs["derived"], Is.EqualTo(new PropertyValue.Secret(7.0)));
            Assert.That(outputs["joined"], Is.EqualTo(new PropertyValue.Secret(1.0)));
            Assert.That(outputs["open"], Is.EqualTo(new PropertyValue.Number(7)));
        }
    }

    [Test]
    public async Task Answer_NestedTypes_ReadAsTheirClasses()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        Server server = null!;

        await engine.RunAsync(() =>
        {
            server = new Server("web", new ServerArgs
            {
                Size = 2,
                Zone = Zone.North,
                Disks = { new DiskArgs { Gigabytes = 50 }, new DiskArgs { Gigabytes = 7.5, Encrypted = true } },
                Labels = { ["team"] = "core" },
            });
            return new() { ["disks"] = server.Disks, ["zone"] = server.Zone };
        }).Soon();

        var disks = await server.Disks.ValueOrAsync([]).Soon();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(disks.Select(disk => (disk.Gigabytes, disk.Encrypted)), Is.EqualTo(new (double, bool?)[] { (50, null), (7.5, true) }));
            Assert.That(await server.Zone.ValueOrAsync(null).Soon(), Is.EqualTo(Zone.North));
            Assert.That(await server.Labels.ValueOrAsync(null).Soon(), Is.EqualTo(new Dictionary<string, string> { ["team"] = "core" }));
            Assert.That(engine.StackOutputs()["disks"], Is.EqualTo(PropertyValue.Array.Of(
                PropertyValue.Object.Of(("gigabytes", 50.0)), PropertyValue.Object.Of(("gigabytes", 7.5), ("encrypted", true)))));
            Assert.That(engine.StackOutputs()["zone"], Is.EqualTo(new PropertyValue.Text("north-1")));
        }
    }

    [Test]
    public async Task Answer_ValueOfTheWrongType_WarnsAndReadsAsDefault()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        engine.OnRegister = request =>
        {
            var answer = engine.Made(request);
            if (request.Custom)
                answer.Object = PropertyCodec.ToStruct(PropertyValue.Object.Of(("size", "large")));
            return Task.FromResult(answer);
        };

        var exitCode = await engine.RunAsync(() => new() { ["size"] = new Server("web", new ServerArgs { Size = 1 }).Size }).Soon();

        Assert.That(exitCode, Is.Zero, "the resource exists, whatever its class thinks of it");
        Assert.That(engine.StackOutputs()["size"], Is.EqualTo(new PropertyValue.Number(0)));
        Assert.That(engine.Logs.Single().Message, Does.Contain("size").And.Contain("Int32"));
        Assert.That(engine.Logs.Single().Severity, Is.EqualTo(LogSeverity.Warning));
    }

    [Test]
    public async Task SkippedResource_UnderContinueOnError_LeavesItsOutputsUnknown()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        engine.OnRegister = request => Task.FromResult(request.Custom
            ? new RegisterResourceResponse { Urn = FakeEngine.UrnOf(request), Result = Result.Fail }
            : engine.Made(request));

        var exitCode = await engine.RunAsync(() => new() { ["size"] = new Server("web", new ServerArgs { Size = 1 }).Size }).Soon();

        Assert.That(exitCode, Is.Zero);
        Assert.That(engine.StackOutputs()["size"], Is.EqualTo(new PropertyValue.Unknown()));
    }

    [Test]
    public async Task Value_OfATypeThatCannotBeSent_FailsWithItsPath()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        var exitCode = await engine.RunAsync(() => new() { ["when"] = new List<object?> { TimeSpan.Zero } }).Soon();

        Assert.That(exitCode, Is.EqualTo(32));
        Assert.That(engine.Logs.Single().Message, Does.Contain("output.when[0]").And.Contain("TimeSpan"));
    }

    [Test]
    public async Task Collections_OfEveryKind_AreSent()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();

        await engine.RunAsync(() => new()
        {
            ["array"] = new[] { 1, 2 },
            ["list"] = new List<object?> { "a", null },
            ["unset"] = default(ImmutableArray<string>),
            ["map"] = new Dictionary<string, object?> { ["yes"] = true, ["no"] = null },
            ["json"] = System.Text.Json.JsonDocument.Parse("""{"a":[1,"x",null,false]}""").RootElement,
            ["null"] = null,
        }).Soon();

        Assert.That(engine.StackOutputs(), Is.EqualTo(PropertyMap.Of(
            ("array", PropertyValue.Array.Of(1.0, 2.0)),
            ("list", PropertyValue.Array.Of("a", PropertyValue.Null.Value)),
            ("unset", PropertyValue.Array.Of()),
            ("map", PropertyValue.Object.Of(("yes", true))),
            ("json", PropertyValue.Object.Of(("a", PropertyValue.Array.Of(1.0, "x", PropertyValue.Null.Value, false)))))));
    }
}
