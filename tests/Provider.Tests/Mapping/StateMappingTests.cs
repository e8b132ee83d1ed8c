using System.Collections.Immutable;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;

namespace TencentcloudRefresh.Provider.Tests.Mapping;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StateMappingTests
{
    private const string Id = "asg-9dn1a5y6/asr-4k7m2p9q";

    private readonly StringWriter _diagnostics = new();

    private static PropertyMap Inputs => Properties.From(Wire.Struct($$"""
        {"autoScalingGroupId": "asg-9dn1a5y6", "triggers": {"a": {{Wire.Secret("\"hidden\"")}}, "b": {{Wire.Unknown}} }, "refreshSettings": {} }
        """));

    [Test]
    public void Stored_UnknownInput_IsLeftOutSinceTheEngineWouldLoseTheResource()
    {
        var stored = StateMapping.Stored(Id, new RefreshOutputs { RefreshActivityId = "asr-4k7m2p9q" }, Inputs, PropertyMap.Empty, _diagnostics);
        Assert.That(stored.At("triggers"), Is.EqualTo(PropertyValue.Object.Of(("a", new PropertyValue.Secret("hidden")))));
    }

    [Test]
    public void Stored_OutputsThatCannotBeWritten_LeaveIdAndInputs()
    {
        // A default array is what a forgotten initialiser leaves behind: writing it throws.
        var broken = new RefreshOutputs { RefreshActivityId = "asr-4k7m2p9q", Batches = default(ImmutableArray<BatchOutput>) };
        var stored = StateMapping.Stored(Id, broken, Inputs, PropertyMap.Empty, _diagnostics);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(stored.TextAt("refreshActivityId"), Is.EqualTo("asr-4k7m2p9q"));
            Assert.That(stored.At("triggers.a"), Is.EqualTo(new PropertyValue.Secret("hidden")));
            Assert.That(stored.Display(), Does.Not.Contain("[unknown]"));
            Assert.That(RefreshOutputs.From(Properties.From(stored)), Is.Not.Null, "the next operation can carry on with it");
            Assert.That(_diagnostics.ToString(), Does.Contain(Id));
        }
    }

    [Test]
    public void Planned_UpdateThatMayMove_KeepsOnlyWhatNeverChanges()
    {
        var olds = Properties.From(Wire.Struct("""{"refreshActivityId": "asr-4k7m2p9q", "launchConfigurationId": "asc-1", "status": "AUTO_PAUSE", "currentBatch": 1}"""));
        var planned = StateMapping.Planned(Inputs, olds, mayChange: true);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((planned.TextAt("refreshActivityId"), planned.TextAt("launchConfigurationId")), Is.EqualTo(("asr-4k7m2p9q", "asc-1")));
            Assert.That(planned.At("status"), Is.TypeOf<PropertyValue.Unknown>());
            Assert.That(planned.At("launchConfigurationVersion"), Is.Null, "what was not there does not appear");
        }
    }
}
