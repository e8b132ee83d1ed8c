namespace Pulumi;

/// <summary>Joins of two to eight values of different types: known when all are, secret when one is, dependent on all.</summary>
public static partial class Output
{
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2)
        => Join(async facts => (await facts.TakeAsync(item1.ToOutput()), await facts.TakeAsync(item2.ToOutput())));

    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2)
        => Join(async facts => (await facts.TakeAsync(item1), await facts.TakeAsync(item2)));

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3)
        => Join(async facts => (
            await facts.TakeAsync(item1.ToOutput()), await facts.TakeAsync(item2.ToOutput()),
            await facts.TakeAsync(item3.ToOutput())));

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3)
        => Join(async facts => (await facts.TakeAsync(item1), await facts.TakeAsync(item2), await facts.TakeAsync(item3)));

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4)
        => Join(async facts => (
            await facts.TakeAsync(item1.ToOutput()), await facts.TakeAsync(item2.ToOutput()),
            await facts.TakeAsync(item3.ToOutput()), await facts.TakeAsync(item4.ToOutput())));

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4)
        => Join(async facts => (
            await facts.TakeAsync(item1), await facts.TakeAsync(item2),
            await facts.TakeAsync(item3), await facts.TakeAsync(item4)));

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5)
        => Join(async facts => (
            await facts.TakeAsync(item1.ToOutput()), await facts.TakeAsync(item2.ToOutput()), await facts.TakeAsync(item3.ToOutput()),
            await facts.TakeAsync(item4.ToOutput()), await facts.TakeAsync(item5.ToOutput())));

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5)
        => Join(async facts => (
            await facts.TakeAsync(item1), await facts.TakeAsync(item2), await facts.TakeAsync(item3),
            await facts.TakeAsync(item4), await facts.TakeAsync(item5)));

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6)
        => Join(async facts => (
            await facts.TakeAsync(item1.ToOutput()), await facts.TakeAsync(item2.ToOutput()), await facts.TakeAsync(item3.ToOutput()),
            await facts.TakeAsync(item4.ToOutput()), await facts.TakeAsync(item5.ToOutput()), await facts.TakeAsync(item6.ToOutput())));

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6)
        => Join(async facts => (
            await facts.TakeAsync(item1), await facts.TakeAsync(item2), await facts.TakeAsync(item3),
            await facts.TakeAsync(item4), await facts.TakeAsync(item5), await facts.TakeAsync(item6)));

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6, Input<T7> item7)
        => Join(async facts => (
            await facts.TakeAsync(item1.ToOutput()), await facts.TakeAsync(item2.ToOutput()), await facts.TakeAsync(item3.ToOutput()), await facts.TakeAsync(item4.ToOutput()),
            await facts.TakeAsync(item5.ToOutput()), await facts.TakeAsync(item6.ToOutput()), await facts.TakeAsync(item7.ToOutput())));

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6, Output<T7> item7)
        => Join(async facts => (
            await facts.TakeAsync(item1), await facts.TakeAsync(item2), await facts.TakeAsync(item3), await facts.TakeAsync(item4),
            await facts.TakeAsync(item5), await facts.TakeAsync(item6), await facts.TakeAsync(item7)));

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6, Input<T7> item7, Input<T8> item8)
        => Join(async facts => (
            await facts.TakeAsync(item1.ToOutput()), await facts.TakeAsync(item2.ToOutput()), await facts.TakeAsync(item3.ToOutput()), await facts.TakeAsync(item4.ToOutput()),
            await facts.TakeAsync(item5.ToOutput()), await facts.TakeAsync(item6.ToOutput()), await facts.TakeAsync(item7.ToOutput()), await facts.TakeAsync(item8.ToOutput())));

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6, Output<T7> item7, Output<T8> item8)
        => Join(async facts => (
            await facts.TakeAsync(item1), await facts.TakeAsync(item2), await facts.TakeAsync(item3), await facts.TakeAsync(item4),
            await facts.TakeAsync(item5), await facts.TakeAsync(item6), await facts.TakeAsync(item7), await facts.TakeAsync(item8)));

    private static Output<T> Join<T>(Func<JoinedFacts, Task<T>> take)
    {
        return new Output<T>(JoinAsync());

        async Task<OutputData<T>> JoinAsync()
        {
            var facts = new JoinedFacts();
            var value = await take(facts);
            return facts.Data.With(value);
        }
    }

    private sealed class JoinedFacts
    {
        public OutputData<bool> Data { get; private set; } = OutputData<bool>.Plain(true);

        public async Task<T> TakeAsync<T>(Output<T> output)
        {
            var data = await output.Data;
            Data = Data.CombinedWith(data);
            return data.Value;
        }
    }
}
