using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>The properties that the engine stores or, in a preview, passes on to dependents.</summary>
internal static class StateMapping
{
    /// <summary>What a preview of an update knows for sure: these never change in the life of a resource.</summary>
    private static readonly string[] Fixed = ["refreshActivityId", "launchConfigurationId", "launchConfigurationVersion"];

    /// <summary>
    /// All properties of a resource that exists. Never throws: when a fault of ours keeps the outputs from being written,
    /// the inputs and the activity's id are written instead, for with those the next operation finds everything else in the cloud.
    /// </summary>
    /// <param name="id">Of the resource.</param>
    /// <param name="outputs">What the operation has found.</param>
    /// <param name="inputs">As given, secrets included.</param>
    /// <param name="olds">As stored before: what is a secret there stays one.</param>
    /// <param name="diagnostics">Where a fault of ours is noted.</param>
    public static Struct Stored(string id, RefreshOutputs outputs, PropertyMap inputs, PropertyMap olds, TextWriter diagnostics)
    {
        try
        {
            return Known(outputs.ToMap(inputs)).AsSecretAs(olds).ToStruct();
        }
        catch (Exception fault)
        {
            diagnostics.WriteLine($"The outputs of {id} could not be written: {fault}");
            return Bare(id, inputs.AsSecretAs(olds));
        }
    }

    /// <summary>The least with which a resource can be carried on.</summary>
    public static Struct Bare(string id, PropertyMap inputs)
    {
        var values = Known(inputs);
        return (ActivityId.TryParse(id, out var activity) ? values.With("refreshActivityId", activity.RefreshActivityId) : values).ToStruct();
    }

    /// <summary>A rollout that is yet to start: the inputs are certain, the rest is not.</summary>
    public static Struct Planned(PropertyMap inputs)
        => RefreshOutputs.Names.Aggregate(inputs, (values, name) => values.With(name, new PropertyValue.Unknown())).ToStruct();

    /// <summary>A rollout that will be looked at, and perhaps moved on. Where nothing is to happen, everything stays known.</summary>
    public static Struct Planned(PropertyMap inputs, PropertyMap olds, bool mayChange)
        => RefreshOutputs.Names
            .Aggregate(inputs, (values, name) => values.With(name, mayChange && !Fixed.Contains(name) ? new PropertyValue.Unknown() : olds.Given(name)))
            .AsSecretAs(olds)
            .ToStruct();

    /// <summary>An unknown in a real answer makes the engine lose the resource; there should be none, and now there is none.</summary>
    private static PropertyMap Known(PropertyMap values) => PropertyMap.From(
        values.Where(member => member.Value.Opened() is not PropertyValue.Unknown).Select(member => KeyValuePair.Create(member.Key, Known(member.Value))));

    private static PropertyValue Known(PropertyValue value) => value switch
    {
        PropertyValue.Secret secret => Known(secret.Inner).AsSecret(),
        PropertyValue.Object map => Known(map.Members),
        PropertyValue.Array list => new PropertyValue.Array([.. list.Items.Where(item => item.Opened() is not PropertyValue.Unknown).Select(Known)]),
        _ => value,
    };
}
