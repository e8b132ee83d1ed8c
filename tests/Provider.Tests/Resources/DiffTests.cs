using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.TestKit;
using Kind = Pulumirpc.PropertyDiff.Types.Kind;

namespace TencentcloudRefresh.Provider.Tests.Resources;

public sealed class DiffTests : PluginFixture
{
    [Test]
    public async Task Diff_NothingChanged_IsNoneAndInDetail()
    {
        var diff = await DiffAsync(Inputs(), Inputs());
        // The order is told even so: a replacement that the engine decides by itself, as --replace does, must delete first as well.
        Assert.That(diff, Is.EqualTo(new DiffResponse { Changes = DiffResponse.Types.DiffChanges.DiffNone, HasDetailedDiff = true, DeleteBeforeReplace = true }));
    }

    [Test]
    public async Task Diff_ChangedTrigger_ReplacesAndDeletesFirst()
    {
        var diff = await DiffAsync(Inputs("img-old00001"), Inputs("img-new00001"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(diff.Changes, Is.EqualTo(DiffResponse.Types.DiffChanges.DiffSome));
            Assert.That(diff.DeleteBeforeReplace);
            Assert.That(diff.Replaces, Is.EqualTo(new[] { "triggers.image" }));
            Assert.That(diff.Diffs, Is.EqualTo(new[] { "triggers" }));
            Assert.That(diff.DetailedDiff["triggers.image"], Is.EqualTo(new PropertyDiff { Kind = Kind.UpdateReplace, InputDiff = true }));
        }
    }

    [Test]
    public async Task Diff_ChangedSettings_IsAnUpdateAlone()
    {
        var diff = await DiffAsync(Inputs(), Inputs(rolling: "\"batchNumber\": 2"));
        Assert.That((diff.Changes, diff.Replaces.Count, diff.DetailedDiff.Keys.Single()),
            Is.EqualTo((DiffResponse.Types.DiffChanges.DiffSome, 0, "refreshSettings.rollingUpdateSettings.batchNumber")));
    }

    [Test]
    [Bug("a trigger that became a secret stayed in clear in the stored outputs until a refresh")]
    public async Task Diff_ValueThatBecameOrCeasedToBeSecret_IsAnUpdateAlone()
    {
        var (olds, news) = (Inputs(), Inputs());
        olds.Fields["triggers"].StructValue.Fields["image"] = Wire.Struct($$"""{"x": {{Wire.Secret("\"img-new00001\"")}}}""").Fields["x"];
        var diff = await DiffAsync(olds, news);
        var back = await DiffAsync(news, olds);

        Assert.That((diff.Changes, diff.Replaces.Count, diff.Diffs.Count), Is.EqualTo((DiffResponse.Types.DiffChanges.DiffSome, 0, 0)));
        Assert.That((back.Changes, back.Replaces.Count), Is.EqualTo((DiffResponse.Types.DiffChanges.DiffSome, 0)));
    }

    [Test]
    public async Task Diff_UnknownTrigger_ReplacesInThePreview()
    {
        var news = Inputs();
        news.Fields["triggers"].StructValue.Fields["image"] = Value.ForString(Wire.UnknownText);
        Assert.That((await DiffAsync(Inputs(), news)).Replaces, Is.EqualTo(new[] { "triggers.image" }));
    }

    [TestCase("FAILED_PAUSE", false)]
    [TestCase("RUNNING", false)]
    [TestCase("CANCELLED", true)]
    [TestCase("FAILED", true)]
    [Bug("the engine drew the status of a resume as a removal, since it looks for the paths of a detailed diff among the inputs")]
    public async Task Diff_RolloutNotWhereItShouldBe_NamesTheStatusWithoutADetail(string status, bool replaces)
    {
        var diff = await DiffAsync(Inputs(), Inputs(), status);
        Assert.That((string.Join(' ', diff.Diffs), string.Join(' ', diff.Replaces), diff.DetailedDiff.Count), Is.EqualTo(("status", replaces ? "status" : "", 0)));
    }

    [Test]
    public async Task Diff_InputsOfAnotherVersion_AreTolerated()
    {
        var olds = Inputs();
        olds.Fields["formerProperty"] = Value.ForBool(true);
        olds.Fields.Remove("triggers");
        Assert.That((await DiffAsync(olds, Inputs())).Diffs, Is.EqualTo(new[] { "triggers" }));
    }

    [Test]
    public async Task Diff_AnyNumberAtOnce_CallsNothing()
    {
        var diffs = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => DiffAsync(Inputs("img-old00001"), Inputs())));
        Assert.That(diffs.Select(diff => diff.Replaces.Single()), Has.All.EqualTo("triggers.image"));
        Assert.That(Cloud.Calls, Is.Empty);
    }

    [Test]
    public async Task Diff_OldInputsAbsent_TakesTheOutputs()
    {
        var olds = Inputs();
        olds.Fields["refreshActivityId"] = Value.ForString("asr-00000001");
        olds.Fields["status"] = Value.ForString("SUCCESSFUL");
        var diff = await Plugin.CallAsync(ResourceProviderMethods.Diff, new DiffRequest { Id = $"{Group}/asr-00000001", Type = Token, Olds = olds, News = await CheckedAsync(Inputs()) });
        Assert.That(diff.Changes, Is.EqualTo(DiffResponse.Types.DiffChanges.DiffNone));
    }

    private async Task<DiffResponse> DiffAsync(Struct oldInputs, Struct news, string status = "SUCCESSFUL")
    {
        var olds = oldInputs.Clone();
        olds.Fields["refreshActivityId"] = Value.ForString("asr-00000001");
        olds.Fields["status"] = Value.ForString(status);
        olds.Fields["activityType"] = Value.ForString("NORMAL");
        return await Plugin.CallAsync(
            ResourceProviderMethods.Diff,
            new DiffRequest { Id = $"{Group}/asr-00000001", Urn = Urn, Type = Token, Olds = olds, OldInputs = oldInputs, News = await CheckedAsync(news) });
    }
}
