using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A value that is there later, with the resources it came from and whether it is secret.</summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        Data = data;
        Deployment.Current?.Tasks.Add(data);
    }

    internal Task<OutputData<T>> Data { get; }

    async Task<OutputData<object?>> IOutput.DataAsync()
    {
        var data = await Data;
        return data.With<object?>(data.Value);
    }

    /// <summary>An output of a task's result.</summary>
    public static Output<T> Create(Task<T> value) => Output.Create(value);

    /// <summary>Derives a value. Does not run while this value is unknown, that is, in most previews.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => Apply(value => Output.Create(func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => Apply(value => Output.Create(func(value)));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Apply(value => func(value).ToOutput());

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
    {
        return new Output<TResult>(DeriveAsync());

        async Task<OutputData<TResult>> DeriveAsync()
        {
            var outer = await Data;
            if (!outer.IsKnown)
                return OutputData<TResult>.Unknown(outer.IsSecret, outer.Resources);
            var inner = func(outer.Value);
            return inner is null ? outer.With<TResult>(default!) : (await inner.Data).CombinedWith(outer);
        }
    }

    /// <summary>Runs an action once the value is known.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
    {
        return Apply(value => Output.Create(RunAsync(value)));

        async Task<ValueTuple> RunAsync(T value)
        {
            await func(value);
            return default;
        }
    }

    /// <summary>An output has no text of its own: a warning says so, and what to do instead is in the answer.</summary>
    public override string ToString()
    {
        const string Advice = "An Output<T> has no text. Derive one: output.Apply(value => $\"{value}\") or Output.Format($\"{output}\").";
        Log.Warn(Advice);
        return Advice;
    }

    /// <summary>The value, or the given one while it is unknown.</summary>
    internal async Task<T> ValueOrAsync(T whenUnknown)
    {
        var data = await Data;
        return data.IsKnown ? data.Value : whenUnknown;
    }

    internal static Output<T> Unknown() => new(Task.FromResult(OutputData<T>.Unknown(isSecret: false, [])));

    /// <summary>Every value, with the secrecy, the gaps and the dependencies of all.</summary>
    internal static Output<ImmutableArray<T>> All(IEnumerable<Input<T>> inputs)
    {
        return new Output<ImmutableArray<T>>(CollectAsync([.. inputs]));

        static async Task<OutputData<ImmutableArray<T>>> CollectAsync(ImmutableArray<Input<T>> inputs)
        {
            var values = ImmutableArray.CreateBuilder<T>(inputs.Length);
            var facts = OutputData<bool>.Plain(true);
            foreach (var input in inputs)
            {
                var data = await input.ToOutput().Data;
                values.Add(data.Value);
                facts = facts.CombinedWith(data);
            }

            return facts.With(values.MoveToImmutable());
        }
    }
}
