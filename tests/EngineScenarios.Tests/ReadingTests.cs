using System.Text.Json.Nodes;
using TencentcloudRefresh.EngineScenarios.Processes;

namespace TencentcloudRefresh.EngineScenarios.Tests;

/// <summary>What the scenarios read: exported states, lists of calls, the first line of the simulator.</summary>
public sealed class ReadingTests
{
    [Test]
    public void State_WithAMarkedTwin_HasBothEntriesInOrder()
    {
        StackState state = StackState.Parse(Exports.TwoEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(state.Rollouts.Select(entry => (entry.Name, entry.Id, entry.Delete, entry.Outcome, entry.Status, entry.Adopted)), Is.EqualTo(new[]
            {
                ("rollout", "asg-00000001/asr-k2v8c1m4", false, "Failed", "FAILED_PAUSE", true),
                ("rollout", "asg-00000001/asr-yeumgrvh", true, "Succeeded", "SUCCESSFUL", false),
            }));
            Assert.That(state.Rollouts[0].InitErrors, Is.EqualTo(new[] { "a batch failed" }));
            Assert.That(state.PendingOperations, Is.EqualTo(1));
            Assert.That(() => state.Rollout, Throws.TypeOf<ScenarioFailedException>(), "one is asked for, and there are two");
        }
    }

    [Test]
    public void State_OfAStackWithoutResources_IsEmpty()
        => Assert.That(StackState.Parse("""{"version":3,"deployment":{"manifest":{}}}""").Rollouts, Is.Empty);

    [Test]
    public void State_ThatIsNone_IsAFailure()
        => Assert.That(() => StackState.Parse("{}"), Throws.TypeOf<ScenarioFailedException>());

    [Test]
    public void Calls_RefusedOrOfTheConsole_AreNotCounted()
    {
        CloudCalls calls = CloudCalls.Parse(JsonNode.Parse(Exports.Calls)!);
        Assert.That(calls.Writes, Is.EqualTo(new[] { "Start", "Resume" }));
        Assert.That(calls.Actions, Has.Count.EqualTo(4));
    }

    [Test]
    public void Simulator_ItsFirstLine_HasTheAddress()
        => Assert.That(SimulatedCloud.AddressIn("ready http://127.0.0.1:41234\nmore\n"), Is.EqualTo(new Uri("http://127.0.0.1:41234")));

    [Test]
    public void Simulator_ThatSaysSomethingElse_IsAFailure()
        => Assert.That(() => SimulatedCloud.AddressIn("the port is taken\n"), Throws.TypeOf<ScenarioFailedException>().With.Message.Contains("the port is taken"));

    [TestCase("Name:\tbash\nSigIgn:\t0000000000000002\nSigCgt:\t0\n", true)]
    [TestCase("Name:\tbash\nSigIgn:\t0000000000001000\nSigCgt:\t2\n", false)]
    [TestCase("Name:\tbash\n", false)]
    public void Signals_OfAProcess_AreReadFromTheLineOfIgnoredOnes(string status, bool ignored)
        => Assert.That(Signals.IgnoresInterrupt(status), Is.EqualTo(ignored));

    [Test]
    public void Program_ARollout_HasTheNamesOfTheSchema()
    {
        JsonObject resource = (new Rollout("rollout", "asg-00000001", "img-new00001") { ApprovedThroughBatch = 1 }).ToJson();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(resource["type"]!.ToString(), Is.EqualTo("tencentcloud-refresh:index:InstanceRefresh"));
            Assert.That(resource["properties"]!.AsObject().Select(property => property.Key),
                Is.EquivalentTo(new[] { "autoScalingGroupId", "triggers", "refreshSettings", "desiredState", "approvedThroughBatch" }));
            Assert.That(resource["options"]!["deleteBeforeReplace"]!.GetValue<bool>(), Is.True);
        }
    }

    [Test]
    public void Program_WithoutTheOption_HasNoOptions()
        => Assert.That((new Rollout("rollout", "asg-00000001", "img-new00001") { DeleteBeforeReplace = false }).ToJson()["options"], Is.Null);
}
