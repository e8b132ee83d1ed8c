using System.Collections.Immutable;
using System.Globalization;

namespace Pulumi;

/// <summary>Makes and joins outputs.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(Task.FromResult(OutputData<T>.Plain(value)));

    public static Output<T> Create<T>(Task<T> value) => new(AwaitAsync(value, isSecret: false));

    public static Output<T> CreateSecret<T>(T value) => new(Task.FromResult(OutputData<T>.Plain(value) with { IsSecret = true }));

    public static Output<T> CreateSecret<T>(Task<T> value) => new(AwaitAsync(value, isSecret: true));

    public static Output<T> CreateSecret<T>(Output<T> value) => new(MarkAsync(value, isSecret: true));

    /// <summary>The same value without its secrecy: for the one place where the reader may see it.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => new(MarkAsync(output, isSecret: false));

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.Data).IsSecret;

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => Output<T>.All(inputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => Output<T>.All(inputs);

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => Output<T>.All(outputs.Select(output => (Input<T>)output));

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => Output<T>.All(outputs.Select(output => (Input<T>)output));

    /// <summary>An interpolated string whose holes may be outputs or inputs.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        var holes = formattableString.GetArguments().Select(argument => (Input<object?>)Erase(argument));
        return Output<object?>.All(holes)
            .Apply(values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]));
    }

    private static Output<object?> Erase(object? argument) => argument switch
    {
        IInput input => new Output<object?>(input.ToSerializable().DataAsync()),
        IOutput output => new Output<object?>(output.DataAsync()),
        _ => Create(argument),
    };

    private static async Task<OutputData<T>> AwaitAsync<T>(Task<T> value, bool isSecret) => OutputData<T>.Plain(await value) with { IsSecret = isSecret };

    private static async Task<OutputData<T>> MarkAsync<T>(Output<T> output, bool isSecret) => await output.Data with { IsSecret = isSecret };
}
