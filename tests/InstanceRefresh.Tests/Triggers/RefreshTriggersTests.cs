using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Triggers;

/// <summary>What a launch configuration is given, as triggers. The SDK for C# is held against the same vectors.</summary>
public sealed class RefreshTriggersTests
{
    [TestCaseSource(nameof(Vectors))]
    public void Of_Vector_GivesItsTriggers(TriggerVector vector)
    {
        var items = ((PropertyValue.Object)PropertyJson.ReadPlain(vector.Items.ToJsonString())).Members
            .Select((name, item) => vector.Secrets.Contains(name) ? item.AsSecret() : item);

        var triggers = RefreshTriggers.Of(vector.RefreshMode, items);

        Assert.That(triggers, Is.EqualTo(PropertyMap.From(vector.Triggers.Select(trigger => KeyValuePair.Create(
            trigger.Key, vector.SecretTriggers.Contains(trigger.Key) ? new PropertyValue.Secret(trigger.Value) : (PropertyValue)trigger.Value)))));
    }

    [Test]
    public void Of_SecretInsideAMap_HidesItsTrigger()
    {
        var items = PropertyMap.Of(("others", PropertyValue.Object.Of(("license", new PropertyValue.Secret("hunter2")), ("disk", "100"))));
        Assert.That(RefreshTriggers.Of(RefreshMode.Replace, items)["others"], Is.TypeOf<PropertyValue.Secret>());
    }

    [Test]
    public void Definitions_EveryItem_IsOneThatTheFunctionTakes()
        => Assert.That(
            TriggerDefinition.Of(RefreshMode.Replace).SelectMany(definition => definition.Parts).Select(part => part.Item).Except([TriggerDefinition.NetworkInterfaces]),
            Is.EquivalentTo(TriggerItems.Section.Properties.Select(property => property.Name)), "none is forgotten, none made up");

    private static IEnumerable<TriggerVector> Vectors() => TriggerVector.All;
}
