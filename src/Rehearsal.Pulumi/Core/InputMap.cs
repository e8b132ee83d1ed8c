using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map with text keys whose values, or which as a whole, may be outputs.</summary>
public sealed class InputMap<V> : Input<ImmutableDictionary<string, V>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, V>>>
{
    private Output<ImmutableDictionary<string, Input<V>>> _entries;

    public InputMap()
        : this(Pulumi.Output.Create(ImmutableDictionary<string, Input<V>>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<V>>> entries)
        : base(Flatten(entries)) => _entries = entries;

    /// <summary>Adds an entry. The same value twice is welcome, another value under the same key is not.</summary>
    public void Add(string key, Input<V> value)
        => Become(_entries.Apply(entries => entries.SetItem(key, entries.TryGetValue(key, out var present) ? Same(key, present, value) : value)));

    public void Add(InputMap<V> values) => AddRange(values);

    public void AddRange(InputMap<V> values)
        => Become(Pulumi.Output.Tuple(_entries, values._entries).Apply(both => both.Item1.AddRange(both.Item2)));

    /// <summary>Adds an entry, for the use in an initialiser.</summary>
    public Input<V> this[string key]
    {
        set => Add(key, value);
    }

    /// <summary>Both maps in one; where both have a key, the second one's value stands.</summary>
    public static InputMap<V> Merge(InputMap<V> first, InputMap<V> second)
        => new(Pulumi.Output.Tuple(first._entries, second._entries).Apply(both => both.Item1.SetItems(both.Item2)));

    public static implicit operator InputMap<V>(Dictionary<string, V> values) => Later(Pulumi.Output.Create(values.AsEnumerable()));

    public static implicit operator InputMap<V>(ImmutableDictionary<string, V> values) => Later(Pulumi.Output.Create(values.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<Dictionary<string, V>> values) => Later(values.Apply(map => map.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<IDictionary<string, V>> values) => Later(values.Apply(map => map.AsEnumerable()));

    public static implicit operator InputMap<V>(Output<ImmutableDictionary<string, V>> values) => Later(values.Apply(map => map.AsEnumerable()));

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException("The entries may not be there yet: enumerate with await foreach.");

    public async IAsyncEnumerator<Input<KeyValuePair<string, V>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var entry in await Output.ValueOrAsync(ImmutableDictionary<string, V>.Empty).WaitAsync(cancellationToken))
            yield return entry;
    }

    private protected override IOutput Serializable() => _entries;

    private static Output<V> Same(string key, Input<V> present, Input<V> added)
        => Pulumi.Output.Tuple(present, added).Apply(both => EqualityComparer<V>.Default.Equals(both.Item1, both.Item2)
            ? both.Item1
            : throw new ArgumentException($"The map already has another value for '{key}'.", nameof(key)));

    private void Become(Output<ImmutableDictionary<string, Input<V>>> entries)
    {
        _entries = entries;
        Output = Flatten(entries);
    }

    private static InputMap<V> Later(Output<IEnumerable<KeyValuePair<string, V>>> values)
        => new(values.Apply(map => map.ToImmutableDictionary(entry => entry.Key, entry => (Input<V>)entry.Value)));

    private static Output<ImmutableDictionary<string, V>> Flatten(Output<ImmutableDictionary<string, Input<V>>> entries)
        => entries.Apply(map => Pulumi.Output
            .All(map.Select(entry => entry.Value.Apply(value => KeyValuePair.Create(entry.Key, value))))
            .Apply(pairs => pairs.ToImmutableDictionary()));
}
