using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Resources;

public sealed class ReadTests : PluginFixture
{
    [Test]
    public async Task Read_NothingChanged_GivesBackWhatIsStored()
    {
        var (id, inputs, outputs) = await CreatedAsync();
        var read = await Plugin.CallAsync(ResourceProviderMethods.Read, new ReadRequest { Id = id, Urn = Urn, Type = Token, Inputs = inputs, Properties = outputs });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Id, Is.EqualTo(id));
            Assert.That(read.Inputs, Is.EqualTo(inputs), "letter by letter, secrets included");
            Assert.That(read.Properties, Is.EqualTo(outputs));
        }
    }

    [Test]
    public async Task Read_FailedRollout_StaysFailedSoThatTheNextUpRetries()
    {
        Cloud.Faults.Add(Fault.InBatch(Group, 1, FaultKind.FailAlways));
        var request = await CreateRequestAsync();
        var kept = InitFailureOf(await Plugin.FailAsync(ResourceProviderMethods.Create, request));
        var read = InitFailureOf(await Plugin.FailAsync(
            ResourceProviderMethods.Read, new ReadRequest { Id = kept.Id, Urn = Urn, Type = Token, Inputs = request.Properties, Properties = kept.Properties }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.Id, read.Inputs), Is.EqualTo((kept.Id, request.Properties)));
            Assert.That(read.Properties.Members().Keys, Is.EquivalentTo(kept.Properties.Members().Keys));
            Assert.That(read.Reasons, Is.Not.Empty);
        }
    }

    [Test]
    public async Task Read_GroupIsGone_IsAnEmptyAnswer()
    {
        var (id, inputs, outputs) = await CreatedAsync();
        Cloud.Cloud.DropGroup(Group);
        var read = await Plugin.CallAsync(ResourceProviderMethods.Read, new ReadRequest { Id = id, Urn = Urn, Type = Token, Inputs = inputs, Properties = outputs });
        Assert.That(read, Is.EqualTo(new ReadResponse()));
    }

    [Test]
    public async Task Read_ActivityForgottenByTheService_KeepsTheState()
    {
        var (id, inputs, outputs) = await CreatedAsync();
        Cloud.Cloud.ForgetActivity(OnlyActivity().Id);
        var read = await Plugin.CallAsync(ResourceProviderMethods.Read, new ReadRequest { Id = id, Urn = Urn, Type = Token, Inputs = inputs, Properties = outputs });
        Assert.That((read.Id, read.Properties), Is.EqualTo((id, outputs)));
    }

    [Test]
    public async Task Read_ForImport_GivesInputsThatMakeNoDifference()
    {
        var (id, _, _) = await CreatedAsync();
        var read = await Plugin.CallAsync(ResourceProviderMethods.Read, new ReadRequest { Id = id, Urn = Urn, Type = Token });
        var check = await Plugin.CallAsync(ResourceProviderMethods.Check, new CheckRequest { Urn = Urn, Type = Token, Olds = read.Inputs, News = read.Inputs });
        var diff = await Plugin.CallAsync(
            ResourceProviderMethods.Diff, new DiffRequest { Id = id, Urn = Urn, Type = Token, Olds = read.Properties, OldInputs = read.Inputs, News = check.Inputs });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(check.Failures, Is.Empty);
            Assert.That(read.Inputs.NumberAt("refreshSettings.rollingUpdateSettings.batchNumber"), Is.EqualTo(3));
            Assert.That(diff.Changes, Is.EqualTo(DiffResponse.Types.DiffChanges.DiffNone), diff.ToString());
        }
    }

    [Test]
    [Bug("the first program after an import rolled the fleet, since it had triggers and the import had none")]
    public async Task Diff_OfAProgramWithTriggersAfterAnImport_IsAnUpdateThatCallsNothingWithOneWarning()
    {
        var (id, inputs, _) = await CreatedAsync();
        var read = await Plugin.CallAsync(ResourceProviderMethods.Read, new ReadRequest { Id = id, Urn = Urn, Type = Token });
        DiffRequest program = new() { Id = id, Urn = Urn, Type = Token, Olds = read.Properties, OldInputs = read.Inputs, News = inputs };

        var first = await Plugin.CallAsync(ResourceProviderMethods.Diff, program);
        var again = await Plugin.CallAsync(ResourceProviderMethods.Diff, program);

        int calls = Cloud.Calls.Length;
        var updated = await Plugin.CallAsync(
            ResourceProviderMethods.Update, new UpdateRequest { Id = id, Urn = Urn, Type = Token, Olds = read.Properties, OldInputs = read.Inputs, News = inputs });

        Assert.That(first, Is.EqualTo(again));
        Assert.That((first.Changes, first.Replaces.Count), Is.EqualTo((DiffResponse.Types.DiffChanges.DiffSome, 0)));
        Assert.That((first.Diffs.Count, first.DetailedDiff.Count), Is.EqualTo((0, 0)), "a path under triggers would become a replacement by the SDK's replaceOnChanges");
        Assert.That(Cloud.Calls, Has.Length.EqualTo(calls), "nothing is called");
        Assert.That((read.Properties.Members().ContainsKey("__imported"), updated.Properties.Members().ContainsKey("__imported")), Is.EqualTo((true, false)));
        Assert.That(Engine.Lines.Where(line => line.Severity == LogSeverity.Warning).Select(line => line.Message), Has.One.Contains("are noted and start nothing"));
    }

    [Test]
    public async Task Read_ForImportOfNothing_IsAnEmptyAnswer()
        => Assert.That(
            await Plugin.CallAsync(ResourceProviderMethods.Read, new ReadRequest { Id = $"{Group}/asr-00000000", Urn = Urn, Type = Token }),
            Is.EqualTo(new ReadResponse()));

    [Test]
    public async Task Read_ServiceRefuses_IsAPlainErrorThatKeepsTheState()
    {
        var (id, inputs, outputs) = await CreatedAsync();
        Cloud.Faults.Add(Fault.Error("DescribeRefreshActivities", "UnauthorizedOperation", times: null));
        var status = await Plugin.FailAsync(ResourceProviderMethods.Read, new ReadRequest { Id = id, Urn = Urn, Type = Token, Inputs = inputs, Properties = outputs });
        Assert.That((status.Code, status.Details.Count), Is.EqualTo((StatusCode.FailedPrecondition, 0)));
    }

    [Test]
    public async Task Read_OfAProgram_NeedsNoInputs()
    {
        var (id, _, _) = await CreatedAsync();
        var read = await Plugin.CallAsync(ResourceProviderMethods.Read, new ReadRequest { Id = id, Urn = Urn, Type = Token, Inputs = new Struct(), Properties = new Struct() });
        Assert.That((read.Id, read.Properties.At("status")), Is.EqualTo((id, (PropertyValue)"SUCCESSFUL")));
    }
}
