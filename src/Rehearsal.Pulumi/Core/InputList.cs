using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list whose elements, or which as a whole, may be outputs.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    // The elements stay wrapped, so that one unknown or secret element does not make the whole list so.
    private Output<ImmutableArray<Input<T>>> _elements;

    public InputList()
        : this(Pulumi.Output.Create(ImmutableArray<Input<T>>.Empty))
    {
    }

    private InputList(Output<ImmutableArray<Input<T>>> elements)
        : base(Flatten(elements)) => _elements = elements;

    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs)
    {
        _elements = Concat(inputs)._elements;
        Output = Flatten(_elements);
    }

    public InputList<T> Concat(InputList<T> other)
        => new(Pulumi.Output.Tuple(_elements, other._elements).Apply(both => Some(both.Item1).AddRange(Some(both.Item2))));

    internal InputList<T> Clone() => new(_elements);

    public static implicit operator InputList<T>(T value) => Of([value]);

    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    public static implicit operator InputList<T>(T[] values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Output<T>[] values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(ImmutableArray<T> values) => Of(Some(values).Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => Of(Some(values).Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(Some(values));

    public static implicit operator InputList<T>(Output<T[]> values) => Later(values.Apply(items => items.AsEnumerable()));

    public static implicit operator InputList<T>(Output<List<T>> values) => Later(values.Apply(items => items.AsEnumerable()));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => Later(values);

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => Later(values.Apply(items => Some(items).AsEnumerable()));

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException("The elements may not be there yet: enumerate with await foreach.");

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var value in Some(await Output.ValueOrAsync([]).WaitAsync(cancellationToken)))
            yield return value;
    }

    private protected override IOutput Serializable() => _elements;

    private static InputList<T> Of(IEnumerable<Input<T>> values) => new(Pulumi.Output.Create(values.ToImmutableArray()));

    private static InputList<T> Later(Output<IEnumerable<T>> values)
        => new(values.Apply(items => items.Select(item => (Input<T>)item).ToImmutableArray()));

    private static Output<ImmutableArray<T>> Flatten(Output<ImmutableArray<Input<T>>> elements)
        => elements.Apply(items => Pulumi.Output.All(Some(items).AsEnumerable()));

    private static ImmutableArray<TItem> Some<TItem>(ImmutableArray<TItem> values) => values.IsDefault ? [] : values;
}
