using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.InstanceRefresh;

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
    public static Struct Stored(string id, RefreshOutputs outputs, Properties inputs, TextWriter diagnostics)
    {
        try
        {
            return PropertyMapping.ToStruct(Known(outputs.ToMap(inputs.Values)), inputs.Secrets);
        }
        catch (Exception fault)
        {
            diagnostics.WriteLine($"The outputs of {id} could not be written: {fault}");
            return Bare(id, inputs);
        }
    }

    /// <summary>The least with which a resource can be carried on.</summary>
    public static Struct Bare(string id, Properties inputs)
    {
        var values = Known(inputs.Values);
        return PropertyMapping.ToStruct(
            ActivityId.TryParse(id, out var activity) ? values.With("refreshActivityId", new InputValue.Text(activity.RefreshActivityId)) : values,
            inputs.Secrets);
    }

    /// <summary>A rollout that is yet to start: the inputs are certain, the rest is not.</summary>
    public static Struct Planned(Properties inputs)
        => PropertyMapping.ToStruct(
            RefreshOutputs.Names.Aggregate(inputs.Values, (values, name) => values.With(name, new InputValue.Unknown())), inputs.Secrets);

    /// <summary>A rollout that will be looked at, and perhaps moved on. Where nothing is to happen, everything stays known.</summary>
    public static Struct Planned(Properties inputs, Properties olds, bool mayChange)
        => PropertyMapping.ToStruct(
            RefreshOutputs.Names.Aggregate(inputs.Values, (values, name) => values.With(
                name, mayChange && !Fixed.Contains(name) ? new InputValue.Unknown() : olds.Values[name])),
            inputs.Secrets.And(olds.Secrets));

    /// <summary>An unknown in a real answer makes the engine lose the resource; there should be none, and now there is none.</summary>
    private static InputValue.Map Known(InputValue.Map values)
        => InputValue.Map.Of(values.Members.Where(member => member.Value is not InputValue.Unknown)
            .Select(member => KeyValuePair.Create(member.Key, Known(member.Value))));

    private static InputValue Known(InputValue value) => value switch
    {
        InputValue.Map map => Known(map),
        InputValue.List list => new InputValue.List([.. list.Items.Where(item => item is not InputValue.Unknown).Select(Known)]),
        _ => value,
    };
}
