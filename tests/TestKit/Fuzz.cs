using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TencentcloudRefresh.TestKit;

/// <summary>
/// Feeds a reader of outside text with seeded changes of good examples. The run is the same each time; <c>FUZZ_INPUTS</c> sets how many inputs.
/// </summary>
public static class Fuzz
{
    private const string Variable = "FUZZ_INPUTS";
    private const int UsualInputs = 2_000;
    private const int Seed = 20261130;

    /// <summary>What every reader of outside text promises; see <see cref="Proof"/>.</summary>
    public const string Promise = "hostile texts";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Texts that readers of any format have stumbled over.</summary>
    private static readonly string[] Pieces =
    [
        "\0", "\r\n", "\r", "\t", "\u2028", "\uFEFF", "\uD800", "\u0085", "null", "~", "-1", "0x", "1e999", "9223372036854775808", ".inf", "NaN", "true", "\"", "'", "[", "]", "{", "}",
        "&a ", "*a", "<<: *a", "!!binary ", "!!int x", "? ", ": ", "- ", "%YAML 9.9\n", "---\n", "...\n", "|\n", ">-\n", "#", ",", "\\u", "\\", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "{a: {a: {a: {a: {a: {a: {a: {a: ", "- - - - - - - - - - - - - - - - - - - - - - ", "secure", "=", "..", "/",
    ];

    /// <summary>Reads as many changed texts as asked for. What the reader throws, it fails with.</summary>
    /// <param name="name">Of the reader, for the line with the figures.</param>
    /// <param name="examples">Good texts, each with what its format can do.</param>
    /// <param name="read">The reader. It may refuse a text with its own exception, which this swallows.</param>
    public static void Run(string name, IReadOnlyList<string> examples, Action<byte[]> read)
    {
        int inputs = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : UsualInputs;
        Random random = new(Seed);
        TimeSpan slowest = TimeSpan.Zero;
        for (int i = 0; i < inputs; i++)
        {
            byte[] input = Changed(examples[random.Next(examples.Count)], random);
            TimeSpan took = Took(name, i, input, read);
            // A machine that stood still does so once; a reader that hangs does so each time.
            for (int again = 0; took >= Longest && again < 5; again++)
                took = Took(name, i, input, read);
            Assert.That(took, Is.LessThan(Longest), $"{name}: input {i} ({Convert.ToBase64String(input)})");
            slowest = took > slowest ? took : slowest;
        }

        TestContext.Out.WriteLine($"{name}: {inputs} inputs, crashes 0, slowest {slowest.TotalMilliseconds:F1} ms");
        Proof.Held(Promise, string.Create(CultureInfo.InvariantCulture, $"{inputs:N0} inputs each"), $"{Seed}", name);
    }

    private static TimeSpan Took(string name, int number, byte[] input, Action<byte[]> read)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            read(input);
        }
        catch (Exception crash)
        {
            Assert.Fail($"{name}: input {number} ({Convert.ToBase64String(input)}) crashed it: {crash}");
        }

        return Stopwatch.GetElapsedTime(begin);
    }

    private static byte[] Changed(string example, Random random)
    {
        StringBuilder text = new(example);
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            int at = random.Next(text.Length + 1);
            switch (random.Next(5))
            {
                case 0:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1:
                    text.Remove(at, random.Next(Math.Min(40, text.Length - at) + 1));
                    break;
                case 2 when at < text.Length:
                    text[at] = (char)random.Next(32, 127);
                    break;
                case 3:
                    // A part again, somewhere else.
                    int from = random.Next(text.Length + 1);
                    text.Insert(at, text.ToString(from, random.Next(Math.Min(200, text.Length - from) + 1)));
                    break;
                default:
                    text.Insert(at, string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(1, 200))));
                    break;
            }
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (bytes.Length > 0 && random.Next(10) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
