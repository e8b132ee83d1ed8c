using Pulumi;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>What reaches the engine when a program makes resources.</summary>
public sealed class RegistrationTests
{
    private FakeEngine _engine = null!;

    [SetUp]
    public async Task StartAsync() => _engine = await FakeEngine.StartAsync().Soon();

    [TearDown]
    public async Task StopAsync() => await _engine.DisposeAsync().Soon();

    [Test]
    public async Task Stack_FirstOfAll_IsRegisteredWithoutParent()
    {
        var exitCode = await _engine.RunAsync(() => []).Soon();

        var stack = _engine.Registrations.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That((stack.Type, stack.Name, stack.Parent, stack.Custom), Is.EqualTo(("pulumi:pulumi:Stack", "proj-dev", "", false)));
            Assert.That(_engine.Outputs.Single().Urn, Is.EqualTo(FakeEngine.UrnOf(stack)));
            Assert.That(_engine.Shutdowns, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task CustomResource_PlainInputs_ArriveUnderTheirWireNames()
    {
        await _engine.RunAsync(() =>
        {
            _ = new Server("web", new ServerArgs
            {
                Size = 4,
                Zone = Zone.North,
                Names = { "a", Output.Create("b") },
                Disks = { new DiskArgs { Gigabytes = 50, Encrypted = true } },
                Labels = { ["team"] = "core" },
            });
            return [];
        }).Soon();

        var request = _engine.Registered("web");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_engine.Inputs("web"), Is.EqualTo(PropertyMap.Of(
                ("size", 4.0),
                ("zone", "north-1"),
                ("names", PropertyValue.Array.Of("a", "b")),
                ("disks", PropertyValue.Array.Of(PropertyValue.Object.Of(("gigabytes", 50.0), ("encrypted", true)))),
                ("labels", PropertyValue.Object.Of(("team", "core"))))), "what was not given is not sent");
            Assert.That(request.Custom, Is.True);
            Assert.That(request.Parent, Is.EqualTo(FakeEngine.UrnOf("pulumi:pulumi:Stack", "proj-dev")));
            Assert.That(request.AcceptSecrets && request.AcceptResources && request.SupportsResultReporting, Is.True);
            Assert.That((request.Provider, request.Version), Is.EqualTo(("", "")), "the engine's default provider");
        }
    }

    [Test]
    public async Task CustomResource_InputFromAnother_CarriesItsDependencies()
    {
        await _engine.RunAsync(() =>
        {
            var database = new Server("database", new ServerArgs { Size = 1 });
            var queue = new Server("queue", new ServerArgs { Size = 1 });
            _ = new Server("web", new ServerArgs { Size = 2, Address = database.Id.Apply(id => $"at {id}") }, new() { DependsOn = { queue } });
            return [];
        }).Soon();

        var request = _engine.Registered("web");
        var database = FakeEngine.UrnOf("cloud:index:Server", "database");
        var queue = FakeEngine.UrnOf("cloud:index:Server", "queue");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_engine.Inputs("web")["address"], Is.EqualTo(new PropertyValue.Text("at id-of-database")));
            Assert.That(request.Dependencies, Is.EquivalentTo(new[] { database, queue }));
            Assert.That(request.PropertyDependencies["address"].Urns, Is.EqualTo(new[] { database }));
            Assert.That(request.PropertyDependencies["size"].Urns, Is.Empty);
        }
    }

    [Test]
    public async Task CustomResource_DependingOnComponent_DependsOnAllBelowIt()
    {
        await _engine.RunAsync(() =>
        {
            var pair = new Pair("pair");
            var inner = new Pair("inner", new() { Parent = pair });
            _ = new Server("one", new ServerArgs { Size = 1 }, new() { Parent = pair });
            _ = new Server("two", new ServerArgs { Size = 1 }, new() { Parent = inner });
            _ = new Server("web", new ServerArgs { Size = 1 }, new() { DependsOn = { pair } });
            return [];
        }).Soon();

        Assert.That(_engine.Registered("web").Dependencies, Is.EquivalentTo(new[]
        {
            FakeEngine.UrnOf("cloud:index:Server", "one"), FakeEngine.UrnOf("cloud:index:Server", "two"),
        }));
        Assert.That(_engine.Registered("two").Parent, Is.EqualTo(FakeEngine.UrnOf("my:index:Pair", "inner")));
    }

    [Test]
    public async Task CustomResource_ResourceAsInput_IsSentAsReference()
    {
        await _engine.RunAsync(() =>
        {
            var owner = new Server("owner", new ServerArgs { Size = 1 });
            _ = new Server("web", new ServerArgs { Size = 1, Owner = owner });
            return [];
        }).Soon();

        var urn = FakeEngine.UrnOf("cloud:index:Server", "owner");
        Assert.That(_engine.Inputs("web")["owner"], Is.EqualTo(new PropertyValue.Reference(urn, "id-of-owner")));
        Assert.That(_engine.Registered("web").Dependencies, Is.EqualTo(new[] { urn }));
    }

    [Test]
    public async Task CustomResource_Options_ReachTheirFields()
    {
        await _engine.RunAsync(() =>
        {
            var owner = new Server("owner", new ServerArgs { Size = 1 });
            _ = new Server("web", new ServerArgs { Size = 1 }, new CustomResourceOptions
            {
                Protect = true,
                DeleteBeforeReplace = false,
                IgnoreChanges = { "size" },
                ReplaceOnChanges = { "labels" },
                AdditionalSecretOutputs = { "address" },
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(30), Update = TimeSpan.FromMilliseconds(1500) },
                ImportId = "i-1",
                RetainOnDelete = true,
                DeletedWith = owner,
                Version = "1.2.3",
            });
            return [];
        }).Soon();

        var request = _engine.Registered("web");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((request.HasProtect, request.Protect), Is.EqualTo((true, true)));
            Assert.That((request.DeleteBeforeReplaceDefined, request.DeleteBeforeReplace), Is.EqualTo((true, false)));
            Assert.That(request.IgnoreChanges, Is.EqualTo(new[] { "size" }));
            Assert.That(request.ReplaceOnChanges, Is.EqualTo(new[] { "labels" }));
            Assert.That(request.AdditionalSecretOutputs, Is.EqualTo(new[] { "address" }));
            Assert.That((request.CustomTimeouts.Create, request.CustomTimeouts.Update, request.CustomTimeouts.Delete),
                Is.EqualTo(("1800000000000ns", "1500000000ns", "")));
            Assert.That((request.ImportId, request.RetainOnDelete, request.Version), Is.EqualTo(("i-1", true, "1.2.3")));
            Assert.That(request.DeletedWith, Is.EqualTo(FakeEngine.UrnOf("cloud:index:Server", "owner")));
            Assert.That(_engine.Registered("owner").HasProtect, Is.False, "unset is not false");
            Assert.That(_engine.Registered("owner").DeleteBeforeReplaceDefined, Is.False);
        }
    }

    [Test]
    public async Task CustomResource_ExplicitProvider_IsNamedByUrnAndId()
    {
        await _engine.RunAsync(() =>
        {
            var cloud = new Cloud("north", new CloudArgs { Region = "north", Retries = 3, Role = new DiskArgs { Gigabytes = 1.5 } });
            _ = new Server("web", new ServerArgs { Size = 1 }, new() { Provider = cloud });
            var pair = new Pair("pair", new() { Providers = { cloud } });
            _ = new Server("child", new ServerArgs { Size = 1 }, new() { Parent = pair });
            return [];
        }).Soon();

        var reference = $"{FakeEngine.UrnOf("pulumi:providers:cloud", "north")}::id-of-north";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_engine.Registered("web").Provider, Is.EqualTo(reference));
            Assert.That(_engine.Registered("child").Provider, Is.EqualTo(reference), "inherited from the parent");
            Assert.That(_engine.Inputs("north")["region"], Is.EqualTo(new PropertyValue.Text("north")));
            Assert.That(_engine.Inputs("north")["retries"], Is.EqualTo(new PropertyValue.Text("3")), "provider settings travel as text");
            Assert.That(((PropertyValue.Text)_engine.Inputs("north")["role"]).Value.Replace(" ", ""), Is.EqualTo("""{"gigabytes":1.5}"""));
        }
    }

    [Test]
    public async Task Component_Outputs_AreShownUnderItsUrn()
    {
        await _engine.RunAsync(() =>
        {
            new Pair("pair").Holding(Output.CreateSecret("quiet"));
            return [];
        }).Soon();

        var shown = _engine.Outputs.Single(outputs => outputs.Urn == FakeEngine.UrnOf("my:index:Pair", "pair"));
        Assert.That(PropertyCodec.FromStruct(shown.Outputs).Members["value"], Is.EqualTo(new PropertyValue.Secret("quiet")));
    }

    [Test]
    public async Task CustomResource_WithId_IsReadAndNotRegistered()
    {
        await _engine.RunAsync(() => new()
        {
            ["id"] = new Server("old", new ServerArgs { Size = 1 }, new() { Id = "i-77" }).Id,
        }).Soon();

        Assert.That(_engine.Reads.Single().Id, Is.EqualTo("i-77"));
        Assert.That(_engine.Registrations.Select(request => request.Name), Is.EqualTo(new[] { "proj-dev" }));
        Assert.That(_engine.StackOutputs()["id"], Is.EqualTo(new PropertyValue.Text("i-77")));
    }

    [Test]
    public async Task Resources_WithoutDependencies_AreRegisteredAtOnce()
    {
        var bothArrived = new TaskCompletionSource();
        _engine.OnRegister = async request =>
        {
            if (request.Custom && _engine.Registrations.Count(other => other.Custom) == 2)
                bothArrived.SetResult();
            if (request.Custom)
                await bothArrived.Task;
            return _engine.Made(request);
        };

        var exitCode = await _engine.RunAsync(() =>
        {
            _ = new Server("one", new ServerArgs { Size = 1 });
            _ = new Server("two", new ServerArgs { Size = 1 });
            return [];
        }).Soon();

        Assert.That(exitCode, Is.Zero);
    }

    [Test]
    public async Task Response_MissingRequiredInput_FailsBeforeTheEngineIsAsked()
    {
        var exitCode = await _engine.RunAsync(() =>
        {
            _ = new Server("web", new ServerArgs());
            return [];
        }).Soon();

        Assert.That(exitCode, Is.EqualTo(32));
        Assert.That(_engine.Logs.Single(log => log.Severity == LogSeverity.Error).Message, Does.Contain("ServerArgs.Size is required"));
        Assert.That(_engine.Registrations.Any(request => request.Name == "web"), Is.False);
    }
}
