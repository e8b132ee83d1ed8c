using System.Reflection;
using Pulumi;

namespace TencentcloudRefresh.Sdk.Tests.Schema;

/// <summary>The SDK's classes, in the terms in which they are compared with the schema.</summary>
internal static class ClassReader
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>A class of the SDK by its name below the SDK's namespace.</summary>
    public static Type Class(string name)
        => typeof(global::Pulumi.TencentcloudRefresh.InstanceRefresh).Assembly.GetType($"Pulumi.TencentcloudRefresh.{name}")
            ?? throw new AssertionException($"The SDK has no class {name}.");

    /// <summary>A line for each argument, in the form of the schema's lines.</summary>
    public static IEnumerable<string> Inputs(Type type) => InputsOf(type)
        .Select(input => $"{input.Attribute.Name}: {NameOf(input.Property.PropertyType)}{(input.Attribute.IsRequired ? ", required" : "")}");

    /// <summary>Each argument with the public property that people set: lists, maps and secrets are sent from a field behind it.</summary>
    public static IEnumerable<(InputAttribute Attribute, PropertyInfo Property)> InputsOf(Type type) => type.GetMembers(Any)
        .Select(member => member.GetCustomAttribute<InputAttribute>())
        .OfType<InputAttribute>()
        .Select(attribute => (attribute, type.GetProperty(Pascal(attribute.Name))
            ?? throw new AssertionException($"{type.Name} has no public property for {attribute.Name}.")));

    /// <summary>A line for each output property of a resource.</summary>
    public static IEnumerable<string> Outputs(Type type) => type.GetProperties(Any)
        .Where(property => property.GetCustomAttribute<OutputAttribute>() is not null)
        .Select(property => $"{property.GetCustomAttribute<OutputAttribute>()!.Name}: {NameOf(property.PropertyType)}{Required(new NullabilityInfoContext().Create(property).GenericTypeArguments[0])}");

    /// <summary>A line for each field of a class that answers are read into; its constructor has the names on the wire.</summary>
    public static IEnumerable<string> Fields(Type type)
    {
        var constructor = type.GetConstructors(Any).Single(candidate => candidate.GetCustomAttribute<OutputConstructorAttribute>() is not null);
        return constructor.GetParameters().Select(parameter =>
        {
            var field = type.GetField(Pascal(parameter.Name!)) ?? throw new AssertionException($"{type.Name} has no field for {parameter.Name}.");
            Assert.That(field.IsInitOnly && field.FieldType == parameter.ParameterType, Is.True, field.Name);
            return $"{parameter.Name}: {NameOf(parameter.ParameterType)}{Required(new NullabilityInfoContext().Create(parameter))}";
        });
    }

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    public static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } wrapped ? $"{NameOf(wrapped)}?"
        : !type.IsGenericType ? type.Name
        : $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";

    // An immutable array cannot be null: one that is not there is an empty one.
    private static string Required(NullabilityInfo nullability)
        => nullability.ReadState == NullabilityState.NotNull ? ", required" : "";
}
