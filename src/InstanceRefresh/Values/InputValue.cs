using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// A property value as the domain sees it: plain data, some of it perhaps not known before the real run. Closed: these cases and no others.
/// </summary>
/// <remarks>Secrets arrive unwrapped; whoever calls keeps the paths and wraps again. Equality is by content, whatever the order of a map's
/// members.</remarks>
public abstract record InputValue
{
    private InputValue()
    {
    }

    /// <summary>Whether anything within is not known yet.</summary>
    public bool HoldsUnknown => this switch
    {
        Unknown => true,
        List list => list.Items.Any(item => item.HoldsUnknown),
        Map map => map.Members.Values.Any(member => member.HoldsUnknown),
        _ => false,
    };

    /// <summary>Written as null, which means the same as not written.</summary>
    public sealed record Null : InputValue;

    public sealed record Bool(bool Value) : InputValue;

    /// <summary>Every number of the wire is a double; <c>5</c> and <c>5.0</c> are one value.</summary>
    public sealed record Number(double Value) : InputValue;

    /// <summary>Its text form shows the length only: the value may be a secret.</summary>
    public sealed record Text(string Value) : InputValue
    {
        public override string ToString() => $"Text({Value.Length} characters)";
    }

    /// <summary>Not known in this preview. Never an error, never equal to a value that is known.</summary>
    public sealed record Unknown : InputValue;

    /// <summary>Something no property here takes, such as an asset. <paramref name="What"/> names it for the message.</summary>
    public sealed record Other(string What) : InputValue;

    public sealed record List(ImmutableArray<InputValue> Items) : InputValue
    {
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);
    }

    public sealed record Map(ImmutableSortedDictionary<string, InputValue> Members) : InputValue
    {
        public static readonly Map Empty = new(ImmutableSortedDictionary.Create<string, InputValue>(StringComparer.Ordinal));

        public static Map Of(IEnumerable<KeyValuePair<string, InputValue>> members)
            => new(members.ToImmutableSortedDictionary(StringComparer.Ordinal));

        /// <summary>The member, or <see langword="null"/> if it is absent or written as null.</summary>
        public InputValue? this[string name] => Members.GetValueOrDefault(name) is { } value and not Null ? value : null;

        /// <summary>This map with the member set, or without it if <paramref name="value"/> is null in either sense.</summary>
        public Map With(string name, InputValue? value)
            => new(value is null or Null ? Members.Remove(name) : Members.SetItem(name, value));

        public bool Equals(Map? other) => other is not null && Members.Count == other.Members.Count
            && Members.All(member => other.Members.TryGetValue(member.Key, out var value) && value == member.Value);

        public override int GetHashCode() => Members.Count;
    }
}
