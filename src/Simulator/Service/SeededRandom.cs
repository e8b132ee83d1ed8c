namespace TencentcloudRefresh.Simulator.Service;

/// <summary>
/// Everything that looks random, drawn from the seed and a name rather than from a stream: the same seed gives the same ids and durations
/// whatever else happened in between, and a loaded state continues where the saved one stood.
/// </summary>
internal sealed class SeededRandom(int seed)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const ulong AllIds = 2_821_109_907_456; // 36^8
    private const ulong Step = 1_678_306_429_471;   // odd and no multiple of three: every id comes once before any comes twice

    /// <summary>The n-th suffix of eight characters for ids of one kind.</summary>
    public string Suffix(string kind, long number) => Spell((Mix(Hash(kind)) + ((ulong)number * Step)) % AllIds);

    /// <summary>A suffix that depends on a name alone, not on the seed.</summary>
    public static string NamedSuffix(string name) => Spell(Scramble(Fnv(name, 14_695_981_039_346_656_037)) % AllIds);

    /// <summary>The n-th request id: a lowercase UUID of version 4.</summary>
    public string RequestId(long number)
    {
        var high = Mix((ulong)number * 2);
        var low = Mix(((ulong)number * 2) + 1);
        return new Guid(
            (uint)(high >> 32), (ushort)(high >> 16), (ushort)((high & 0x0FFF) | 0x4000),
            (byte)(((low >> 56) & 0x3F) | 0x80), (byte)(low >> 48), (byte)(low >> 40), (byte)(low >> 32),
            (byte)(low >> 24), (byte)(low >> 16), (byte)(low >> 8), (byte)low).ToString();
    }

    /// <summary>A length within the span; the same for the same name and attempt. Whole milliseconds.</summary>
    public TimeSpan Length(Span span, string name, int attempt)
        => span.Shortest + TimeSpan.FromMilliseconds(Math.Floor(Fraction(name, attempt) * (span.Longest - span.Shortest).TotalMilliseconds));

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Fraction(string name, long attempt) => (Mix(Hash(name) + (ulong)attempt) >> 11) * (1.0 / (1UL << 53));

    private static string Spell(ulong value) => string.Create(8, value, static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(rest % 36)];
            rest /= 36;
        }
    });

    private static ulong Hash(string text) => Fnv(text, 14_695_981_039_346_656_037);

    private ulong Mix(ulong value) => Scramble(value + Scramble((uint)seed + 0x9E37_79B9_7F4A_7C15));

    private static ulong Fnv(string text, ulong hash)
    {
        foreach (var c in text)
            hash = (hash ^ c) * 1_099_511_628_211;
        return hash;
    }

    // Every bit of the input moves about half of the output's.
    private static ulong Scramble(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
