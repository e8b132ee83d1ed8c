using Google.Protobuf.Reflection;
using Pulumirpc;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.PulumiProtocol.Tests.Proto;

/// <summary>
/// Holds every name and number on the wire against wire.txt. Peers that we do not build depend on them, so a difference is a bug here, not there.
/// </summary>
public sealed class WireTests
{
    private static readonly FileDescriptor[] Files =
    [
        ProviderReflection.Descriptor, ProviderConfigReflection.Descriptor, ProviderResourceReflection.Descriptor, PluginReflection.Descriptor,
        ErrorsReflection.Descriptor, EngineReflection.Descriptor, ResourceReflection.Descriptor,
    ];

    [Test]
    public void Messages_NamesAndNumbers_AreTheEngines()
    {
        string[] ours = [.. Files.SelectMany(Lines).Order(StringComparer.Ordinal)];

        Assert.That(ours, Is.EqualTo(File.ReadAllLines(Repository.PathOf("tests/PulumiProtocol.Tests/Proto/wire.txt"))));
    }

    private static IEnumerable<string> Lines(FileDescriptor file) =>
    [
        .. file.MessageTypes.SelectMany(Lines),
        .. file.EnumTypes.SelectMany(Lines),
        .. file.Services.SelectMany(service => service.Methods)
            .Select(method => $"{method.FullName}({method.InputType.FullName}) : {method.OutputType.FullName}"),
    ];

    private static IEnumerable<string> Lines(MessageDescriptor message) => message.IsMapEntry ? [] :
    [
        .. message.Fields.InDeclarationOrder().Select(field => $"{field.FullName} = {field.FieldNumber} {TypeOf(field)}"),
        .. message.NestedTypes.SelectMany(Lines),
        .. message.EnumTypes.SelectMany(Lines),
    ];

    private static IEnumerable<string> Lines(EnumDescriptor type) => type.Values.Select(value => $"{type.FullName}.{value.Name} = {value.Number}");

    private static string TypeOf(FieldDescriptor field)
    {
        if (field.IsMap)
            return $"map of {TypeOf(field.MessageType.FindFieldByNumber(2))}";
        string type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            _ => $"{field.FieldType}".ToLowerInvariant(),
        };
        string choice = field.RealContainingOneof is { } oneof ? $" in {oneof.Name}" : "";
        bool isOptional = field.HasPresence && field.FieldType != FieldType.Message && choice.Length == 0;
        return (field.IsRepeated ? "repeated " : "") + type + (isOptional ? " optional" : "") + choice;
    }
}
