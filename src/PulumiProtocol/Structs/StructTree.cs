using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.PulumiProtocol.Structs;

/// <summary>Plain trees from and to protobuf's own tree type, word by word.</summary>
internal static class StructTree
{
    public static PropertyValue.Object Read(Struct members, PropertyPath path) => new(PropertyMap.From(
        members.Fields.Select(field => KeyValuePair.Create(field.Key, Read(field.Value, path.Member(field.Key))))));

    public static PropertyValue Read(Value value, PropertyPath path) => value.KindCase switch
    {
        Value.KindOneofCase.NullValue => PropertyValue.Null.Value,
        Value.KindOneofCase.BoolValue => new PropertyValue.Bool(value.BoolValue),
        Value.KindOneofCase.NumberValue => new PropertyValue.Number(value.NumberValue),
        Value.KindOneofCase.StringValue => new PropertyValue.Text(value.StringValue),
        Value.KindOneofCase.ListValue => new PropertyValue.Array([.. value.ListValue.Values.Select((item, index) => Read(item, path.Item(index)))]),
        Value.KindOneofCase.StructValue => Read(value.StructValue, path),
        _ => throw new PropertyFormatException(path, "is of no kind at all, not even null"),
    };

    public static Struct Write(PropertyValue.Object members)
    {
        var written = new Struct();
        foreach ((string name, PropertyValue member) in members.Members)
            written.Fields.Add(name, Write(member));
        return written;
    }

    public static Value Write(PropertyValue plain) => plain switch
    {
        PropertyValue.Null => Value.ForNull(),
        PropertyValue.Bool flag => Value.ForBool(flag.Value),
        PropertyValue.Number number => Value.ForNumber(number.Value),
        PropertyValue.Text text => Value.ForString(text.Value),
        PropertyValue.Array array => Value.ForList([.. array.Items.Select(Write)]),
        PropertyValue.Object members => Value.ForStruct(Write(members)),
        _ => throw new InvalidOperationException($"A {plain.GetType().Name} was not spelled out before it was written."),
    };
}
