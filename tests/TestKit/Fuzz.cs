using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TencentcloudRefresh.TestKit;

/// <summary>
/// Feeds a reader of outside text with seeded changes of good examples. The run is the same each time; <c>FUZZ_INPUTS</c> sets how many inputs,
/// <c>FUZZ_SEED</c> which ones.
/// </summary>
public static class Fuzz
{
    /// <summary>What every reader of outside text promises; see <see cref="Proof"/>.</summary>
    public const string Promise = "hostile texts";

    private const int DefaultInputs = 2_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <param name="reader">What is fed, for the line with the figures.</param>
    /// <param name="good">Texts that it reads, each with what its format can do.</param>
    /// <param name="read">Reads one. It may refuse, and swallows its own exception for that; any other is a crash.</param>
    public static async Task RunAsync(string reader, IReadOnlyList<string> good, Func<byte[], ValueTask> read)
    {
        byte[][] examples = [.. good.Select(Encoding.UTF8.GetBytes)];
        var (inputs, seed) = (Setting("FUZZ_INPUTS", DefaultInputs), Setting("FUZZ_SEED", 1));
        Mutations mutations = new(seed, examples);
        foreach (byte[] example in examples)
            await read(example); // else nothing of it is reached
        TimeSpan slowest = TimeSpan.Zero;
        for (int number = 0; number < inputs; number++)
        {
            byte[] input = mutations.Next();
            string name = $"{reader}: input {number} of seed {seed} ({Convert.ToBase64String(input)})";
            TimeSpan took = await TookAsync(name, input, read);
            // A machine that stood still does so once; a reader that hangs does so each time.
            for (int again = 0; took >= Longest && again < 5; again++)
                took = await TookAsync(name, input, read);
            Assert.That(took, Is.LessThan(Longest), name);
            slowest = took > slowest ? took : slowest;
        }

        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{reader}: {inputs:N0} inputs, crashes 0, slowest {slowest.TotalMilliseconds:0.0} ms"));
        Proof.Held(Promise, string.Create(CultureInfo.InvariantCulture, $"{inputs:N0} inputs each"), $"{seed}", reader);
    }

    /// <summary>The same for a reader that does not wait.</summary>
    public static void Run(string reader, IReadOnlyList<string> good, Action<byte[]> read)
    {
        Task run = RunAsync(reader, good, input =>
        {
            read(input);
            return ValueTask.CompletedTask;
        });
        // Nothing in it has waited.
        run.GetAwaiter().GetResult();
    }

    private static async Task<TimeSpan> TookAsync(string name, byte[] input, Func<byte[], ValueTask> read)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            await read(input);
        }
        catch (Exception crash)
        {
            Assert.Fail($"{name} crashed it: {crash}\n{Encoding.UTF8.GetString(input)}");
        }

        return Stopwatch.GetElapsedTime(begin);
    }

    private static int Setting(string name, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : usual;
}
