using System.Reflection;
using System.Runtime.CompilerServices;

namespace TencentcloudRefresh.TestKit;

/// <summary>
/// The public surface of types, a line a member: what strangers compile against. Without namespaces and nullability; the type parameters of a
/// type are T0, T1, …, those of a method M0, M1, …
/// </summary>
public static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All lines of the public types among these, sorted.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Type> types)
        => [.. types.Where(type => type.IsVisible).SelectMany(LinesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> LinesOf(Type type)
    {
        var name = NameOf(type);
        return type.GetMembers(Declared)
            .Where(member => !Attribute.IsDefined(member, typeof(CompilerGeneratedAttribute)) || member is MethodInfo { IsSpecialName: true })
            .Select(member => member switch
            {
                ConstructorInfo constructor when IsOpen(constructor) && !constructor.IsStatic && !type.IsAbstract
                    => $"{name}.{type.Name.Split('`')[0]}({Parameters(constructor)}) -> void",
                MethodInfo method when IsOpen(method) => Method(name, type, method),
                FieldInfo field when field.IsPublic || field.IsFamily
                    => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{name}.{field.Name} -> {NameOf(field.FieldType)}",
                _ => null,
            })
            .OfType<string>()
            .Append(name);
    }

    private static string Method(string typeName, Type type, MethodInfo method)
    {
        var prefix = method.IsStatic ? "static " : method.GetBaseDefinition() != method ? "override " : "";
        if (method.IsSpecialName && method.Name is "op_Implicit" or "op_Explicit")
        {
            var kind = method.Name == "op_Implicit" ? "implicit" : "explicit";
            return $"{prefix}{typeName}.{kind} operator {NameOf(method.ReturnType)}({Parameters(method)}) -> {NameOf(method.ReturnType)}";
        }

        if (method.IsSpecialName && type.GetProperties(Declared).FirstOrDefault(property => property.GetAccessors(nonPublic: true).Contains(method)) is { } owner)
        {
            var index = string.Join(", ", owner.GetIndexParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}"));
            var property = index.Length > 0 ? $"this[{index}]" : owner.Name;
            return $"{prefix}{typeName}.{property}.{method.Name[..3]} -> {NameOf(method.ReturnType)}";
        }

        var generics = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";
        return $"{prefix}{typeName}.{method.Name}{generics}({Parameters(method)}) -> {NameOf(method.ReturnType)}";
    }

    // What a class outside the assembly can see: public, or protected without "private".
    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Parameters(MethodBase method)
    {
        var isExtension = Attribute.IsDefined(method, typeof(ExtensionAttribute));
        return string.Join(", ", method.GetParameters().Select((parameter, index) =>
            (isExtension && index == 0 ? "this " : "")
            + (Attribute.IsDefined(parameter, typeof(ParamArrayAttribute)) ? "params " : "")
            + $"{NameOf(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue switch { null => "null", bool flag => flag ? "true" : "false", var other => other }}" : "")));
    }

    private static string NameOf(Type type)
    {
        if (type.IsGenericParameter)
            return $"{(type.DeclaringMethod is null ? 'T' : 'M')}{type.GenericParameterPosition}";
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } wrapped)
            return $"{NameOf(wrapped)}?";
        if (Keyword(type) is { } keyword)
            return keyword;
        if (!type.IsGenericType)
            return BareName(type);
        return IsTuple(type)
            ? $"({string.Join(", ", TupleItems(type).Select(NameOf))})"
            : $"{BareName(type)}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }

    private static bool IsTuple(Type type) => type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);

    // From the eighth item on, the items stand in a tuple of their own.
    private static IEnumerable<Type> TupleItems(Type tuple)
        => tuple.GetGenericArguments().SelectMany((item, index) => index == 7 && IsTuple(item) ? TupleItems(item) : [item]);

    private static string BareName(Type type) => (type.IsNested && !type.IsGenericParameter ? $"{BareName(type.DeclaringType!)}." : "") + type.Name.Split('`')[0];

    private static string? Keyword(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => null,
        TypeCode.String => "string",
        TypeCode.Boolean => "bool",
        TypeCode.Int32 => "int",
        TypeCode.Double => "double",
        _ when type == typeof(object) => "object",
        _ when type == typeof(void) => "void",
        _ => null,
    };
}
