using System.Diagnostics;
using System.Globalization;
using System.Text;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Feeds a reader with bad inputs and tells what came of it. The normal run takes a few thousand; FUZZ_INPUTS asks for another number,
/// FUZZ_SEED for other ones.</summary>
internal static class FuzzRun
{
    private const int UsualInputs = 3000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <param name="reader">What is fed, for people.</param>
    /// <param name="good">Inputs that it reads.</param>
    /// <param name="read">Reads one. It may refuse; an exception is a crash.</param>
    public static async Task OfAsync(string reader, byte[][] good, Func<byte[], ValueTask> read)
    {
        var (inputs, seed) = (Setting("FUZZ_INPUTS", UsualInputs), Setting("FUZZ_SEED", 1));
        var mutations = new Mutations(seed, good);
        foreach (var input in good)
            await read(input); // else nothing of it is reached
        var (slowest, began) = (TimeSpan.Zero, Stopwatch.GetTimestamp());
        for (var number = 0; number < inputs; number++)
        {
            var input = mutations.Next();
            var start = Stopwatch.GetTimestamp();
            try
            {
                await read(input);
            }
            catch (Exception crash)
            {
                Assert.Fail(
                    $"{reader}: input {number} of seed {seed} crashed it: {crash}\n{Convert.ToBase64String(input)}\n{Encoding.UTF8.GetString(input)}");
            }

            var took = Stopwatch.GetElapsedTime(start);
            // A machine that stood still does so once; a reader that hangs does so each time.
            for (var again = 0; took >= Longest && again < 5; again++)
            {
                start = Stopwatch.GetTimestamp();
                await read(input);
                took = Stopwatch.GetElapsedTime(start);
            }

            Assert.That(took, Is.LessThan(Longest), $"{reader}: input {number} of seed {seed}\n{Convert.ToBase64String(input)}");
            slowest = took > slowest ? took : slowest;
        }

        var all = Stopwatch.GetElapsedTime(began);
        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{reader}: {inputs:N0} inputs, crashes 0, slowest {slowest.TotalMilliseconds:0.0} ms, {all.TotalSeconds:0.0} s in all"));
        Proof.Held(Fuzz.Promise, string.Create(CultureInfo.InvariantCulture, $"{inputs:N0} inputs each"), $"{seed}", reader);
    }

    private static int Setting(string name, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : usual;
}
