using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A bag of arguments; what is marked <see cref="InputAttribute"/> is sent.</summary>
public abstract class InputArgs
{
    protected InputArgs()
    {
        foreach (var (_, member, type, _) in Members())
            ValidateMember(type, $"[Input] {GetType().FullName}.{member}");
    }

    // As in the official SDK, and so that a program cannot derive from this class: there it would not compile.
    private protected abstract void ValidateMember(Type memberType, string fullName);

    /// <summary>Every argument under its name on the wire; one that was not given is <see langword="null"/>.</summary>
    /// <exception cref="ArgumentNullException">A required argument was not given.</exception>
    internal virtual ImmutableDictionary<string, object?> ToDictionary()
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (attribute, member, _, valueOf) in Members())
        {
            var value = valueOf(this);
            if (attribute.IsRequired && value is null)
                throw new ArgumentNullException(member, $"{GetType().FullName}.{member} is required but was not given a value");
            values.Add(attribute.Name, attribute.Json && value is not null ? PropertyText.Of(value) : value);
        }

        return values.ToImmutable();
    }

    private IEnumerable<(InputAttribute Attribute, string Member, Type Type, Func<object, object?> ValueOf)> Members()
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        foreach (var field in GetType().GetFields(Any))
        {
            if (field.GetCustomAttribute<InputAttribute>() is { } attribute)
                yield return (attribute, field.Name, field.FieldType, field.GetValue);
        }

        foreach (var property in GetType().GetProperties(Any))
        {
            if (property.GetCustomAttribute<InputAttribute>() is { } attribute)
                yield return (attribute, property.Name, property.PropertyType, property.GetValue);
        }
    }
}

/// <summary>The arguments of a resource, or of an object inside them.</summary>
public abstract class ResourceArgs : InputArgs
{
    public static readonly ResourceArgs Empty = new NoArgs();

    // A member may be an input or a plain value.
    private protected override void ValidateMember(Type memberType, string fullName)
    {
    }

    private sealed class NoArgs : ResourceArgs;
}

/// <summary>The arguments of a function.</summary>
public abstract class InvokeArgs : InputArgs
{
    public static readonly InvokeArgs Empty = new NoArgs();

    private protected override void ValidateMember(Type memberType, string fullName)
    {
    }

    private sealed class NoArgs : InvokeArgs;
}

/// <summary>Resource arguments without a class of their own.</summary>
public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override ImmutableDictionary<string, object?> ToDictionary() => dictionary;
}

/// <summary>Function arguments without a class of their own.</summary>
public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override ImmutableDictionary<string, object?> ToDictionary() => dictionary;
}
