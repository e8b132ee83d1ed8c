using System.Collections.Immutable;
using System.Reflection;
using TencentcloudRefresh.PropertyValues;

namespace Pulumi.Serialization;

/// <summary>Turns the engine's values into the types that the program's classes declare.</summary>
/// <remarks>As with the official SDK a value of the wrong type is a warning and reads as the type's default: the resource exists all the same.</remarks>
internal sealed class PropertyDeserializer(Action<string> warn)
{
    public OutputData<object?> Convert(PropertyValue value, Type type, string path)
    {
        var reading = Reading.Of(value);
        // The default stands in for what is not known; the facts beside it say so.
        return new(As(reading.Value, type, path), reading.IsKnown, reading.IsSecret, []);
    }

    private object? As(PropertyValue value, Type type, string path)
    {
        if (value is PropertyValue.Null)
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        if (Nullable.GetUnderlyingType(type) is { } wrapped)
            return As(value, wrapped, path);
        return (value, type) switch
        {
            (_, _) when type == typeof(object) => Plain(value),
            (PropertyValue.Text text, _) when type == typeof(string) => text.Value,
            (PropertyValue.Bool flag, _) when type == typeof(bool) => flag.Value,
            (PropertyValue.Number number, _) when type == typeof(double) => number.Value,
            (PropertyValue.Number number, _) when type == typeof(int) => (int)number.Value,
            (PropertyValue.Number number, { IsEnum: true }) => Enum.ToObject(type, (int)number.Value),
            (PropertyValue.Text or PropertyValue.Number, _) when type.GetCustomAttribute<EnumTypeAttribute>() is not null => EnumOf(value, type, path),
            (PropertyValue.Array array, _) when IsGeneric(type, typeof(ImmutableArray<>)) => ArrayOf(array, type, path),
            (PropertyValue.Object map, _) when IsGeneric(type, typeof(ImmutableDictionary<,>)) => MapOf(map, type, path),
            (PropertyValue.Object map, _) when type.GetCustomAttribute<OutputTypeAttribute>() is not null => ObjectOf(map, type, path),
            _ => Error(value, type, path),
        };
    }

    private object? EnumOf(PropertyValue value, Type type, string path)
    {
        var plain = Plain(value)!;
        var constructor = type.GetConstructor(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, binder: null, [plain.GetType()], modifiers: null);
        return constructor is null ? Error(value, type, path) : constructor.Invoke([plain]);
    }

    private object ArrayOf(PropertyValue.Array array, Type type, string path)
    {
        var itemType = type.GenericTypeArguments[0];
        var items = Array.CreateInstance(itemType, array.Items.Length);
        for (var index = 0; index < array.Items.Length; index++)
            items.SetValue(As(array.Items[index], itemType, $"{path}[{index}]"), index);
        return Generic(nameof(ImmutableArrayOf), itemType).Invoke(null, [items])!;
    }

    private object MapOf(PropertyValue.Object map, Type type, string path)
    {
        var valueType = type.GenericTypeArguments[1];
        var values = map.Members.ToDictionary(member => member.Key, member => As(member.Value, valueType, $"{path}.{member.Key}"));
        return Generic(nameof(ImmutableDictionaryOf), valueType).Invoke(null, [values])!;
    }

    private object? ObjectOf(PropertyValue.Object map, Type type, string path)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .FirstOrDefault(candidate => candidate.GetCustomAttribute<OutputConstructorAttribute>() is not null);
        if (constructor is null)
            return Error(map, type, path);
        var arguments = constructor.GetParameters().Select(parameter =>
        {
            var name = parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!;
            return As(map.Members.Find(name) ?? PropertyValue.Null.Value, parameter.ParameterType, $"{path}.{name}");
        });
        return constructor.Invoke([.. arguments]);
    }

    private object? Error(PropertyValue value, Type type, string path)
    {
        warn($"{path} should be a {type.Name} but came as {value.GetType().Name.ToLowerInvariant()}.");
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    private static object? Plain(PropertyValue value) => value switch
    {
        PropertyValue.Text text => text.Value,
        PropertyValue.Bool flag => flag.Value,
        PropertyValue.Number number => number.Value,
        PropertyValue.Array array => array.Items.Select(Plain).ToImmutableArray(),
        PropertyValue.Object map => map.Members.ToImmutableDictionary(member => member.Key, member => Plain(member.Value)),
        _ => null,
    };

    private static bool IsGeneric(Type type, Type definition) => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == definition;

    private static MethodInfo Generic(string name, Type argument)
        => typeof(PropertyDeserializer).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(argument);

    private static ImmutableArray<T> ImmutableArrayOf<T>(T[] items) => [.. items];

    private static ImmutableDictionary<string, T> ImmutableDictionaryOf<T>(Dictionary<string, object?> values)
        => values.ToImmutableDictionary(entry => entry.Key, entry => (T)entry.Value!);
}
