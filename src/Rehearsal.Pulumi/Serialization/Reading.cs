using TencentcloudRefresh.PropertyValues;

namespace Pulumi.Serialization;

/// <summary>A value without its wrappers, and what the wrappers said: one secret or unknown part makes the whole so.</summary>
internal readonly record struct Reading(PropertyValue Value, bool IsKnown, bool IsSecret)
{
    public static Reading Of(PropertyValue value) => value switch
    {
        PropertyValue.Unknown => new(PropertyValue.Null.Value, IsKnown: false, IsSecret: false),
        PropertyValue.Secret secret => Of(secret.Inner) with { IsSecret = true },
        PropertyValue.Output output => OfOutput(output),
        PropertyValue.Array array => OfArray(array),
        PropertyValue.Object members => OfObject(members),
        // A program that reads a reference as a plain value wants the id.
        PropertyValue.Reference reference => Of(reference.Id ?? new PropertyValue.Text(reference.Urn)),
        _ => new(value, IsKnown: true, IsSecret: false),
    };

    private static Reading OfOutput(PropertyValue.Output output)
    {
        var inner = Of(output.Value ?? new PropertyValue.Unknown());
        return inner with { IsSecret = inner.IsSecret || output.IsSecret };
    }

    private static Reading OfArray(PropertyValue.Array array)
    {
        var items = array.Items.Select(Of).ToList();
        return new(new PropertyValue.Array([.. items.Select(item => item.Value)]), items.All(item => item.IsKnown), items.Any(item => item.IsSecret));
    }

    private static Reading OfObject(PropertyValue.Object members)
    {
        var read = members.Members.Select(member => KeyValuePair.Create(member.Key, Of(member.Value))).ToList();
        return new(
            new PropertyValue.Object(PropertyMap.From(read.Select(member => KeyValuePair.Create(member.Key, member.Value.Value)))),
            read.All(member => member.Value.IsKnown),
            read.Any(member => member.Value.IsSecret));
    }
}
