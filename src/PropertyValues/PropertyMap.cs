using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>The members of an object: immutable, in ordinal order of their names, equal when their contents are.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is a value first; that it can be enumerated is a convenience.")]
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    /// <summary>Sorted by name, each name once. An array: maps are small, made often, and read in order.</summary>
    private readonly KeyValuePair<string, PropertyValue>[] _members;

    private PropertyMap(KeyValuePair<string, PropertyValue>[] members) => _members = members;

    public static PropertyMap Empty { get; } = new([]);

    /// <exception cref="ArgumentException">A name occurs twice with different values.</exception>
    public static PropertyMap Of(params ReadOnlySpan<(string Name, PropertyValue Value)> members)
    {
        var all = new KeyValuePair<string, PropertyValue>[members.Length];
        for (int at = 0; at < members.Length; at++)
            all[at] = new(members[at].Name, members[at].Value);
        return Sorted(all);
    }

    /// <exception cref="ArgumentException">A name occurs twice with different values.</exception>
    public static PropertyMap From(IEnumerable<KeyValuePair<string, PropertyValue>> members) => Sorted([.. members]);

    public int Count => _members.Length;

    public IEnumerable<string> Keys => _members.Select(member => member.Key);

    public IEnumerable<PropertyValue> Values => _members.Select(member => member.Value);

    /// <summary>True when a member, or a value inside one, is not known yet.</summary>
    public bool ContainsUnknown => Values.Any(member => member.ContainsUnknown);

    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public PropertyValue this[string key] => Find(key) ?? throw new KeyNotFoundException($"There is no member '{key}'.");

    public bool ContainsKey(string key) => PlaceOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) => (value = Find(key)) is not null;

    /// <summary>The member, or null when there is none. A member that is there and null is <see cref="PropertyValue.Null"/>.</summary>
    public PropertyValue? Find(string key) => PlaceOf(key) is >= 0 and var place ? _members[place].Value : null;

    /// <summary>
    /// What is written under the name: the member without the secrecy around it, or null where it is missing or null. What is inside it stays as it is.
    /// </summary>
    public PropertyValue? Given(string key) => Find(key)?.Opened() is { } value and not PropertyValue.Null ? value : null;

    /// <summary>The same members with this one added or replaced, or without it where <paramref name="value"/> is missing.</summary>
    public PropertyMap With(string key, PropertyValue? value)
    {
        if (value is null)
            return Without(key);
        KeyValuePair<string, PropertyValue> member = new(key, value);
        return new(PlaceOf(key) switch
        {
            >= 0 and var place => [.. _members.AsSpan(..place), member, .. _members.AsSpan((place + 1)..)],
            var missing => [.. _members.AsSpan(..~missing), member, .. _members.AsSpan(~missing..)],
        });
    }

    /// <summary>The same members but this one.</summary>
    public PropertyMap Without(string key) => PlaceOf(key) is >= 0 and var place ? new([.. _members.AsSpan(..place), .. _members.AsSpan((place + 1)..)]) : this;

    /// <summary>The same names, each value made anew.</summary>
    public PropertyMap Select(Func<string, PropertyValue, PropertyValue> change)
        => new(Array.ConvertAll(_members, member => KeyValuePair.Create(member.Key, change(member.Key, member.Value))));

    /// <summary>Every member without the wrappers of secrets and outputs, in clear.</summary>
    public PropertyMap Unwrapped() => Select((_, member) => member.Unwrapped());

    public static bool operator ==(PropertyMap? left, PropertyMap? right) => Equals(left, right);

    public static bool operator !=(PropertyMap? left, PropertyMap? right) => !Equals(left, right);

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => _members.AsEnumerable().GetEnumerator();

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

    // Both sides are sorted alike, so equal maps run in step.
    private bool HasSameMembers(PropertyMap other)
    {
        if (Count != other.Count)
            return false;
        for (int at = 0; at < Count; at++)
        {
            if (!string.Equals(_members[at].Key, other._members[at].Key, StringComparison.Ordinal) || !_members[at].Value.Equals(other._members[at].Value))
                return false;
        }

        return true;
    }

    /// <returns>Where the member is; where it is not, the complement of the place where it would be.</returns>
    private int PlaceOf(string key)
    {
        (int low, int high) = (0, _members.Length - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(_members[middle].Key, key);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    /// <summary>Takes the array over.</summary>
    private static PropertyMap Sorted(KeyValuePair<string, PropertyValue>[] members)
    {
        if (members.Length == 0)
            return Empty;
        Array.Sort(members, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        int kept = 1;
        foreach (var member in members.AsSpan(1))
        {
            if (!string.Equals(members[kept - 1].Key, member.Key, StringComparison.Ordinal))
                members[kept++] = member;
            else if (!members[kept - 1].Value.Equals(member.Value))
                throw new ArgumentException($"The member '{member.Key}' occurs twice with different values.", nameof(members));
        }

        return new(kept == members.Length ? members : members[..kept]);
    }
}
