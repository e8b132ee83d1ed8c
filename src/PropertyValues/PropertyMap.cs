using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>The members of an object: immutable, in ordinal order of their names, equal when their contents are.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is a value first; that it can be enumerated is a convenience.")]
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    private readonly ImmutableSortedDictionary<string, PropertyValue> _members;

    private PropertyMap(ImmutableSortedDictionary<string, PropertyValue> members) => _members = members;

    public static PropertyMap Empty { get; } = new(ImmutableSortedDictionary.Create<string, PropertyValue>(StringComparer.Ordinal));

    /// <exception cref="ArgumentException">A name occurs twice with different values.</exception>
    public static PropertyMap Of(params ReadOnlySpan<(string Name, PropertyValue Value)> members)
    {
        ImmutableSortedDictionary<string, PropertyValue>.Builder builder = Empty._members.ToBuilder();
        foreach ((string name, PropertyValue value) in members)
            builder.Add(name, value);
        return new(builder.ToImmutable());
    }

    /// <exception cref="ArgumentException">A name occurs twice with different values.</exception>
    public static PropertyMap From(IEnumerable<KeyValuePair<string, PropertyValue>> members) => new(Empty._members.AddRange(members));

    public int Count => _members.Count;

    public IEnumerable<string> Keys => _members.Keys;

    public IEnumerable<PropertyValue> Values => _members.Values;

    /// <summary>True when a member, or a value inside one, is not known yet.</summary>
    public bool ContainsUnknown => Values.Any(member => member.ContainsUnknown);

    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public PropertyValue this[string key] => _members[key];

    public bool ContainsKey(string key) => _members.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) => _members.TryGetValue(key, out value);

    /// <summary>The member, or null when there is none. A member that is there and null is <see cref="PropertyValue.Null"/>.</summary>
    public PropertyValue? Find(string key) => _members.GetValueOrDefault(key);

    /// <summary>
    /// What is written under the name: the member without the secrecy around it, or null where it is missing or null. What is inside it stays as it is.
    /// </summary>
    public PropertyValue? Given(string key) => Find(key)?.Opened() is { } value and not PropertyValue.Null ? value : null;

    /// <summary>The same members with this one added or replaced, or without it where <paramref name="value"/> is missing.</summary>
    public PropertyMap With(string key, PropertyValue? value) => value is null ? Without(key) : new(_members.SetItem(key, value));

    /// <summary>The same members but this one.</summary>
    public PropertyMap Without(string key) => new(_members.Remove(key));

    /// <summary>The same names, each value made anew.</summary>
    public PropertyMap Select(Func<string, PropertyValue, PropertyValue> change)
        => From(_members.Select(member => KeyValuePair.Create(member.Key, change(member.Key, member.Value))));

    /// <summary>Every member without the wrappers of secrets and outputs, in clear.</summary>
    public PropertyMap Unwrapped() => Select((_, member) => member.Unwrapped());

    public static bool operator ==(PropertyMap? left, PropertyMap? right) => Equals(left, right);

    public static bool operator !=(PropertyMap? left, PropertyMap? right) => !Equals(left, right);

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(PropertyMap? other) => other is not null && (ReferenceEquals(this, other) || HasSameMembers(other));

    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach ((string name, PropertyValue value) in _members)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }

    public override string ToString() => PropertyDisplay.Of(new PropertyValue.Object(this));

    // Both sides are sorted by the same comparer, so equal maps run in step.
    private bool HasSameMembers(PropertyMap other) => Count == other.Count
        && _members.Zip(other._members).All(pair => string.Equals(pair.First.Key, pair.Second.Key, StringComparison.Ordinal)
            && pair.First.Value.Equals(pair.Second.Value));
}
