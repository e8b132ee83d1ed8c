using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.TestKit;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

internal sealed class DeploymentTests
{
    private EngineFixture _fixture = null!;

    [SetUp]
    public void SetUp() => _fixture = new();

    [TearDown]
    public void TearDown() => _fixture.Dispose();

    [Test]
    public async Task Up_NewStack_StoresEverythingInTopologicalOrder()
    {
        await _fixture.UpAsync(Thing("a"), Thing("b") with { Dependencies = [UrnOf("a")] });
        Assert.That(_fixture.State.Resources.Select(entry => Urns.NameOf(entry.Urn)), Is.EqualTo(new[] { "proj-dev", "default", "a", "b" }));
        Assert.That(_fixture.Entry("b").Parent, Is.EqualTo(StackUrn));
        Assert.That(_fixture.Entry("b").Provider, Is.EqualTo(new ProviderReference(ProviderUrn, _fixture.State.Find(ProviderUrn)!.Id).ToString()));
        Assert.That(_fixture.Entry("b").Created, Is.EqualTo(_fixture.Clock.GetUtcNow()));
    }

    [Test]
    public async Task Up_NothingChanged_StoresTheSameStateAndCallsNothingThatActs()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        string before = _fixture.FileText;
        _fixture.Plugin.Calls.Clear();
        Assert.That(await _fixture.UpAsync(Thing("a", ("size", 3))), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Same a" }));
        Assert.That(_fixture.Plugin.Calls, Is.EqualTo(new[] { "CheckConfig default", "DiffConfig default", "Configure default", "Check a", "Diff a" }));
        Assert.That(_fixture.FileText, Is.EqualTo(before));
    }

    [Test]
    public async Task Preview_NewStack_CallsCreateForPreviewOnlyAndWritesNoFile()
    {
        Assert.That(await _fixture.PreviewAsync(Thing("a")), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.Plugin.Calls, Is.EqualTo(new[] { "CheckConfig default", "Configure default", "Check a", "PreviewCreate a" }));
        Assert.That(File.Exists(_fixture.Checkpoint.Path), Is.False);
    }

    [Test]
    public async Task Replace_CreateBeforeDelete_DeletesTheOldOneAtTheEnd()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)), Thing("b"));
        _fixture.Plugin.Diff = question => Changed(question) with { ReplaceKeys = ["size"] };
        _fixture.Plugin.Calls.Clear();
        await _fixture.UpAsync(Thing("a", ("size", 5)), Thing("b"));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "CreateReplacement a", "Same b", "DeleteReplaced a" }));
        Assert.That(_fixture.Plugin.CallsOf("Check"), Is.EqualTo(new[] { "Check a", "Check a", "Check b" }), "checked again for the replacement");
        Assert.That(_fixture.Entry("a").Id, Is.EqualTo("id-3"));
    }

    [Test]
    public async Task Replace_DeleteBeforeReplace_TakesDependentsThatMustGoAlong()
    {
        ResourceGoal dependent = Thing("b", ("of", "id-1")) with
        {
            Dependencies = [UrnOf("a")],
            PropertyDependencies = EngineFixture.NoPropertyDependencies.Add("of", [UrnOf("a")]),
        };
        ResourceGoal bystander = Thing("c") with { Dependencies = [UrnOf("a")] };
        await _fixture.UpAsync(Thing("a", ("size", 3)), dependent, bystander);
        _fixture.Plugin.Diff = question => Changed(question) with { ReplaceKeys = ["any"], DeleteBeforeReplace = true };
        await _fixture.UpAsync(Thing("a", ("size", 5)), dependent, bystander);
        Assert.That(_fixture.StepNames,
            Is.EqualTo(new[] { "DeleteReplaced b", "DeleteReplaced a", "CreateReplacement a", "CreateReplacement b", "Same c" }));
        Assert.That(_fixture.State.Resources.Count(entry => entry.PendingReplacement || entry.Delete), Is.Zero);
    }

    [Test]
    [Bug("a dependent deleted in this run was compared with its old self")]
    public async Task Replace_DeleteBeforeReplace_ChecksTheDependentOnceAndAsksForNoDiff()
    {
        ResourceGoal dependent = Thing("b", ("of", "id-1"), ("color", "red")) with
        {
            Dependencies = [UrnOf("a")],
            PropertyDependencies = EngineFixture.NoPropertyDependencies.Add("of", [UrnOf("a")]),
            IgnoreChanges = ["color"],
        };
        await _fixture.UpAsync(Thing("a", ("size", 3)), dependent);
        _fixture.Plugin.Diff = question => Changed(question) with { ReplaceKeys = ["any"], DeleteBeforeReplace = true };
        List<CheckQuestion> asked = [];
        _fixture.Plugin.Check = question =>
        {
            if (question.Urn == UrnOf("b"))
                asked.Add(question);
            return new(question.News, []);
        };
        _fixture.Plugin.Calls.Clear();
        PropertyMap news = PropertyMap.Of(("of", "id-3"), ("color", "blue"));
        await _fixture.UpAsync(Thing("a", ("size", 5)), dependent with { Inputs = news });

        Assert.That(_fixture.Plugin.CallsOf("Diff"), Is.EqualTo(new[] { "Diff a", "Diff b" }), "asked about b only when a was planned");
        Assert.That(asked.Select(question => (question.Olds, question.News)), Is.EqualTo(new[] { (PropertyMap.Empty, news) }));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "DeleteReplaced b", "DeleteReplaced a", "CreateReplacement a", "CreateReplacement b" }));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-2", "Delete id-1" }));
    }

    [TestCase(true, "DeleteReplaced b", "DeleteReplaced a", "CreateReplacement a", "CreateReplacement b")]
    [TestCase(false, "CreateReplacement a", "CreateReplacement b", "DeleteReplaced b", "DeleteReplaced a")]
    [Bug("what is deleted with a replaced owner was left in place")]
    public async Task Replace_OwnerOfWhatIsDeletedWithIt_ReplacesThatWithoutDiffOrDelete(bool deleteFirst, params string[] expected)
    {
        ResourceGoal owned = Thing("b") with { DeletedWith = UrnOf("a") };
        await _fixture.UpAsync(Thing("a", ("size", 3)), owned);
        _fixture.Plugin.Diff = question => Changed(question) with { ReplaceKeys = ["size"], DeleteBeforeReplace = deleteFirst };
        _fixture.Plugin.Calls.Clear();
        await _fixture.UpAsync(Thing("a", ("size", 5)), owned with { DeleteBeforeReplace = false });
        Assert.That(_fixture.StepNames, Is.EqualTo(expected));
        Assert.That(_fixture.Plugin.CallsOf("Diff"), Is.EqualTo(new[] { "Diff a" }));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-1" }), "the owner takes it along");
    }

    [Test]
    public async Task Up_NotRegisteredAnyMore_DeletesDependentsFirst()
    {
        await _fixture.UpAsync(Thing("a"), Thing("b") with { Dependencies = [UrnOf("a")] }, Thing("c") with { Dependencies = [UrnOf("b")] });
        await _fixture.UpAsync();
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Delete c", "Delete b", "Delete a" }));
    }

    [Test]
    public async Task Destroy_Always_LeavesAnEmptyState()
    {
        await _fixture.UpAsync(Thing("a"), Thing("b") with { Dependencies = [UrnOf("a")] });
        _fixture.Plugin.Calls.Clear();
        Assert.That(await _fixture.DestroyAsync(), Is.EqualTo(DeploymentResult.Succeeded));
        Assert.That(_fixture.State.Resources, Is.Empty);
        Assert.That(_fixture.Plugin.Calls, Is.EqualTo(new[] { "Configure default", "Delete id-2", "Delete id-1" }),
            "configured from the state, without checks");
    }

    [Test]
    public async Task Destroy_Protected_RefusesAndKeepsIt()
    {
        await _fixture.UpAsync(Thing("a") with { Protect = true });
        Assert.That(await _fixture.DestroyAsync(), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Entry("a").Id, Is.EqualTo("id-1"));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.Empty);
    }

    [Test]
    [Bug("a protected entry kept what it has nothing to do with")]
    public async Task Destroy_Protected_KeepsWhatThatNeedsAndDeletesTheRest()
    {
        await _fixture.UpAsync(Thing("a"), Thing("b") with { Protect = true, Dependencies = [UrnOf("a")] }, Thing("c"));
        OperationRequest preview = new(OperationKind.Destroy, _fixture.Config, Preview: true);
        Assert.That(await _fixture.RunAsync(preview, _ => Task.CompletedTask), Is.EqualTo(DeploymentResult.Failed), "reported before anything is deleted");
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.Empty);

        Assert.That(await _fixture.DestroyAsync(), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.EqualTo(new[] { "Delete id-3" }));
        Assert.That(_fixture.State.Resources.Select(entry => Urns.NameOf(entry.Urn)), Is.EqualTo(new[] { "proj-dev", "default", "a", "b" }));
    }

    [Test]
    public async Task Preview_ProtectedReplacement_SaysSoAndContinues()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)) with { Protect = true }, Thing("b"));
        _fixture.Plugin.Diff = question => Changed(question) with { ReplaceKeys = ["size"] };
        Assert.That(await _fixture.PreviewAsync(Thing("a", ("size", 5)) with { Protect = true }, Thing("b")), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.StepNames, Does.Contain("Same b"));
        Assert.That(_fixture.Errors, Has.Some.Contains("protected"));
    }

    [Test]
    public async Task Up_RetainOnDelete_DropsTheEntryWithoutDelete()
    {
        await _fixture.UpAsync(Thing("a") with { RetainOnDelete = true });
        await _fixture.UpAsync();
        Assert.That(_fixture.State.Find(UrnOf("a")), Is.Null);
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.Empty);
    }

    [Test]
    public async Task Register_SameNameTwice_FailsTheRun()
    {
        Assert.That(await _fixture.UpAsync(Thing("a"), Thing("a")), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Errors, Has.Some.Contains("Duplicate resource URN"));
    }

    [Test]
    public async Task Register_UnknownParent_FailsTheRun()
    {
        Assert.That(await _fixture.UpAsync(Thing("a") with { Parent = UrnOf("nobody") }), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Errors, Has.Some.Contains("was not registered in this run"));
    }

    [Test]
    public async Task Register_CheckFailures_AreAllSaidAndNothingStarts()
    {
        _fixture.Plugin.Check = question => new(question.News, [new("size", "must be at least 1"), new("kind", "is unknown")]);
        Assert.That(await _fixture.UpAsync(Thing("a")), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Errors, Is.EqualTo(new[] { "size: must be at least 1", "kind: is unknown" }));
        Assert.That(_fixture.Plugin.CallsOf("Create"), Is.Empty);
    }

    [Test]
    public async Task Register_MalformedAnswer_FailsTheRunWithTheReason()
    {
        _fixture.Plugin.Check = _ => throw new PropertyFormatException(PropertyPath.Root.Member("x"), "has an unknown signature");
        Assert.That(await _fixture.UpAsync(Thing("a")), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Errors, Has.Some.Contains("unknown signature"));
        _fixture.Plugin = new() { Create = (_, _) => throw new PropertyFormatException(PropertyPath.Root.Member("x"), "has an unknown signature") };
        Assert.That(await _fixture.UpAsync(Thing("a")), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.State.PendingOperations, Is.Empty);
    }

    [Test]
    public async Task Register_IgnoreChanges_SetsThePathBackBeforeCheck()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3), ("color", "red")));
        await _fixture.UpAsync(Thing("a", ("size", 5), ("color", "blue")) with { IgnoreChanges = ["size"] });
        Assert.That(_fixture.Entry("a").Inputs, Is.EqualTo(PropertyMap.Of(("size", 3), ("color", "blue"))));
    }

    [Test]
    public async Task Register_CustomTimeouts_ReachTheProviderInSeconds()
    {
        double seen = 0;
        _fixture.Plugin.Create = (order, _) =>
        {
            seen = order.Timeout;
            return Task.FromResult(new ResourceAnswer("id-1", order.Inputs));
        };
        await _fixture.UpAsync(Thing("a") with { Timeouts = new(1800, 0, 0, 0) });
        Assert.That(seen, Is.EqualTo(1800));
        Assert.That(_fixture.Entry("a").Timeouts.Create, Is.EqualTo(1800));
    }

    [Test]
    public async Task Create_SecretInput_MarksTheOutputOfTheSameName()
    {
        PropertyMap made = PropertyMap.Of(("key", "s3cret"), ("other", "x"), ("token", "y"));
        _fixture.Plugin.Create = (_, _) => Task.FromResult(new ResourceAnswer("id-1", made));
        await _fixture.UpAsync(Thing("a", ("key", new PropertyValue.Secret("s3cret"))) with { AdditionalSecretOutputs = ["token"] });
        PropertyMap outputs = _fixture.Entry("a").Outputs;
        Assert.That(outputs["key"], Is.EqualTo(new PropertyValue.Secret("s3cret")));
        Assert.That(outputs["token"], Is.EqualTo(new PropertyValue.Secret("y")));
        Assert.That(outputs["other"], Is.EqualTo((PropertyValue)"x"));
        Assert.That(_fixture.FileText, Does.Not.Contain("s3cret"));
    }

    [Test]
    public async Task DefaultProvider_FromConfig_GetsTextsAndSecrets()
    {
        _fixture.Config = _fixture.Config
            .With("test:region", new("ap-guangzhou", false))
            .With("test:key", new("s3cret", true))
            .With("size", new("for the program", false));
        await _fixture.UpAsync(Thing("a"));
        Assert.That(_fixture.Plugin.Configured, Is.EqualTo(PropertyMap.Of(("region", "ap-guangzhou"), ("key", new PropertyValue.Secret("s3cret")))));
    }

    [Test]
    public async Task DefaultProvider_ConfigChanged_IsUpdatedAndConfiguredAnew()
    {
        _fixture.Config = _fixture.Config.With("test:region", new("ap-guangzhou", false));
        await _fixture.UpAsync(Thing("a"));
        _fixture.Config = _fixture.Config.With("test:region", new("ap-shanghai", false));
        await _fixture.UpAsync(Thing("a"));
        Assert.That(_fixture.Steps.Single(step => step.Urn == ProviderUrn).Op, Is.EqualTo(StepOp.Update));
        Assert.That(_fixture.Plugin.Configured!["region"], Is.EqualTo((PropertyValue)"ap-shanghai"));
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Same a" }));
    }

    [Test]
    public async Task UnknownPackage_Always_IsNamed()
    {
        Assert.That(await _fixture.UpAsync(Thing("a") with { Type = "other:index:Thing" }), Is.EqualTo(DeploymentResult.Failed));
        Assert.That(_fixture.Errors, Has.Some.Contains("no provider for package 'other'"));
    }

    [Test]
    public async Task StackOutputs_AfterAFailure_AreMergedOverTheOldOnes()
    {
        await _fixture.UpAsync(deployment => Export(deployment, ("x", 1), ("y", 1)));
        await _fixture.UpAsync(async deployment =>
        {
            await Export(deployment, ("x", 2));
            await deployment.RegisterAsync(Thing("other", ("parent", "bad")) with { Parent = "urn:pulumi:dev::proj::t::nobody" });
        });
        Assert.That(_fixture.State.Find(StackUrn)!.Outputs, Is.EqualTo(PropertyMap.Of(("x", 2), ("y", 1))));
        await _fixture.UpAsync(deployment => Export(deployment, ("x", 3)));
        Assert.That(_fixture.State.Find(StackUrn)!.Outputs, Is.EqualTo(PropertyMap.Of(("x", 3))));
    }

    [Test]
    public async Task Read_OfSomethingThatExists_IsKnownAndNeverDeleted()
    {
        _fixture.Plugin.Read = question => new(question.Id, PropertyMap.Of(("size", 7)));
        await _fixture.UpAsync(deployment => deployment.ReadAsync(Thing("a"), "id-outside"));
        Assert.That(_fixture.Entry("a").External, Is.True);
        await _fixture.UpAsync();
        Assert.That(_fixture.Plugin.CallsOf("Delete"), Is.Empty);
        Assert.That(_fixture.State.Find(UrnOf("a")), Is.Null);
    }

    [Test]
    public async Task Alias_OldName_IsTakenOverWithItsDependents()
    {
        await _fixture.UpAsync(Thing("a"), Thing("b") with { Dependencies = [UrnOf("a")] });
        await _fixture.UpAsync(Thing("renamed") with { Aliases = [UrnOf("a")] }, Thing("b") with { Dependencies = [UrnOf("renamed")] });
        Assert.That(_fixture.StepNames, Is.EqualTo(new[] { "Same renamed", "Same b" }));
        Assert.That(_fixture.Entry("renamed").Id, Is.EqualTo("id-1"));
    }

    [Test]
    public async Task Register_Concurrently_RunsStepsSideBySide()
    {
        TaskCompletionSource both = new();
        int running = 0;
        _fixture.Plugin.Create = async (order, _) =>
        {
            if (Interlocked.Increment(ref running) == 2)
                both.SetResult();
            await both.Task.Soon();
            return new("id", order.Inputs);
        };
        Assert.That(await _fixture.UpAsync(deployment => Task.WhenAll(deployment.RegisterAsync(Thing("a")), deployment.RegisterAsync(Thing("b")))),
            Is.EqualTo(DeploymentResult.Succeeded));
    }

    [Test]
    [Bug("an update under way was noted with what it comes from")]
    public async Task Update_UnderWay_IsNotedWithWhatItLeadsTo()
    {
        await _fixture.UpAsync(Thing("a", ("size", 3)));
        PendingOperation? pending = null;
        _fixture.Plugin.Update = (order, _) =>
        {
            pending = _fixture.State.PendingOperations.Single();
            return Task.FromResult(new ResourceAnswer(order.Id, order.NewInputs));
        };
        await _fixture.UpAsync(Thing("a", ("size", 5)));
        Assert.That((pending!.Kind, pending.Resource.Id), Is.EqualTo((PendingKind.Updating, "id-1")));
        Assert.That(pending.Resource.Inputs, Is.EqualTo(PropertyMap.Of(("size", 5))));
        Assert.That(_fixture.State.PendingOperations, Is.Empty);
    }

    private static string ProviderUrn => Urns.Make("dev", "proj", "", "pulumi:providers:test", "default");

    private static Task Export(Deployment deployment, params (string Name, PropertyValue Value)[] outputs)
    {
        deployment.RegisterOutputs(StackUrn, PropertyMap.Of(outputs));
        return Task.CompletedTask;
    }

    private static ProviderDiff Changed(DiffQuestion question) => question.OldInputs.Equals(question.NewInputs)
        ? ProviderDiff.None
        : ProviderDiff.None with { Changes = DiffChanges.Some };
}
