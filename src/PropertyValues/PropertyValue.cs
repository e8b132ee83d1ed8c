using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>
/// One property as engine, program and provider exchange it. A closed union: switch over the nested records.
/// Equality is by content at every depth; the order of an object's members does not count.
/// </summary>
public abstract record PropertyValue
{
    private PropertyValue()
    {
    }

    /// <summary>A value that is there and is null; a member that is missing has no value at all.</summary>
    public sealed record Null : PropertyValue
    {
        public static Null Value { get; } = new();
    }

    public sealed record Bool(bool Value) : PropertyValue;

    /// <summary>Always a double, so whole numbers beyond 2^53 belong in a text.</summary>
    public sealed record Number(double Value) : PropertyValue;

    public sealed record Text(string Value) : PropertyValue;

    public sealed record Array(ImmutableArray<PropertyValue> Items) : PropertyValue
    {
        public ImmutableArray<PropertyValue> Items { get; init; } = Items.IsDefault ? [] : Items;

        public static Array Of(params ReadOnlySpan<PropertyValue> items) => new([.. items]);

        public bool Equals(Array? other) => other is not null && Sequences.AreEqual(Items, other.Items);

        public override int GetHashCode() => Sequences.HashOf(Items);
    }

    public sealed record Object(PropertyMap Members) : PropertyValue
    {
        public static Object Empty { get; } = new(PropertyMap.Empty);

        public static Object Of(params ReadOnlySpan<(string Name, PropertyValue Value)> members) => new(PropertyMap.Of(members));
    }

    /// <summary>Not decided yet, as happens in previews. <see cref="UnknownKind.Text"/> serves for any type.</summary>
    public sealed record Unknown(UnknownKind Kind = UnknownKind.Text) : PropertyValue;

    /// <summary>A value to keep out of sight. It may hold anything, further secrets included.</summary>
    public sealed record Secret(PropertyValue Inner) : PropertyValue;

    /// <summary>A value with the URNs of the resources it came from. A missing value (not a null one) is unknown.</summary>
    public sealed record Output(PropertyValue? Value, bool IsSecret, ImmutableArray<string> Dependencies) : PropertyValue
    {
        public ImmutableArray<string> Dependencies { get; init; } = Dependencies.IsDefault ? [] : Dependencies;

        public bool Equals(Output? other) => other is not null && IsSecret == other.IsSecret && Equals(Value, other.Value)
            && Sequences.AreEqual(Dependencies, other.Dependencies);

        public override int GetHashCode() => HashCode.Combine(Value, IsSecret, Sequences.HashOf(Dependencies));
    }

    /// <summary>Another resource. <see cref="Id"/> is missing for components, and empty or unknown while the id is not known.</summary>
    public sealed record Reference(string Urn, PropertyValue? Id = null, string? Name = null, string? Type = null, string? PackageVersion = null)
        : PropertyValue;

    /// <summary>Text that is not valid UTF-8.</summary>
    public sealed record Bytes(ImmutableArray<byte> Value) : PropertyValue
    {
        public ImmutableArray<byte> Value { get; init; } = Value.IsDefault ? [] : Value;

        public bool Equals(Bytes? other) => other is not null && Value.AsSpan().SequenceEqual(other.Value.AsSpan());

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.AddBytes(Value.AsSpan());
            return hash.ToHashCode();
        }
    }

    /// <summary>A file or text, as it came: <c>hash</c> and at most one of <c>text</c>, <c>path</c>, <c>uri</c>.</summary>
    public sealed record Asset(PropertyMap Members) : PropertyValue;

    /// <summary>A set of files, as it came: <c>hash</c> and at most one of <c>assets</c>, <c>path</c>, <c>uri</c>.</summary>
    public sealed record Archive(PropertyMap Members) : PropertyValue;

    /// <summary>For people, on one line. Never shows what is inside a secret.</summary>
    public sealed override string ToString() => PropertyDisplay.Of(this);

    public static implicit operator PropertyValue(string text) => new Text(text);

    public static implicit operator PropertyValue(bool value) => new Bool(value);

    public static implicit operator PropertyValue(double number) => new Number(number);

    [return: NotNullIfNotNull(nameof(members))]
    public static implicit operator PropertyValue?(PropertyMap? members) => members is null ? null : new Object(members);
}
