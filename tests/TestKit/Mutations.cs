using System.Text;

namespace TencentcloudRefresh.TestKit;

/// <summary>Good inputs made bad, the same way for the same seed: bytes changed, dropped and doubled, parts of other inputs put in, and pieces that
/// readers of JSON, YAML and INI files have failed on, once or many times.</summary>
internal sealed class Mutations(int seed, IReadOnlyList<byte[]> good)
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\0", "\r\n", "\r", "\t", "\u2028", "\u0085", "null", "~", "[", "{", "}", "]", "\"", "'", "\\", "\\u", "\\ud800", ":", ",", "-", "=", "..", "/", "#", "//", "/*", "true", "None", "None\"",
            "-1", "-0", "0x", "1e999", "9223372036854775808", "18446744073709551616", ".inf", "NaN", "\ufeff", "\u202e", "\u001b[2J", "é", "\ud83d\ude00", "[default]", "secure",
            "&a ", "*a", "<<: *a", "!!binary ", "!!int x", "? ", ": ", "- ", "%YAML 9.9\n", "---\n", "...\n", "|\n", ">-\n", "{\"a\":", "{a: ", "[[[[[[[[[[[[[[[[",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xfe, 0xff], [0xc3], [0xed, 0xa0, 0x80], [0x80],
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        List<byte> input = [.. good[_random.Next(good.Count)]];
        for (int changes = _random.Next(1, 6); changes > 0; changes--)
            Change(input);
        return [.. input];
    }

    private void Change(List<byte> input)
    {
        int at = _random.Next(input.Count + 1);
        int count = Math.Min(_random.Next(1, 40), input.Count - at);
        switch (_random.Next(7))
        {
            case 0 when count > 0:
                input[at] = (byte)_random.Next(256);
                break;
            case 1:
                input.RemoveRange(at, count);
                break;
            case 2:
                input.InsertRange(at, input.GetRange(at, count));
                break;
            case 3:
                input.RemoveRange(at, input.Count - at); // cut off
                break;
            case 4:
                byte[] other = good[_random.Next(good.Count)];
                int from = _random.Next(other.Length);
                input.InsertRange(at, other[from..Math.Min(other.Length, from + _random.Next(1, 200))]);
                break;
            case 5:
                // Deep nesting above all.
                input.InsertRange(at, Enumerable.Repeat(Pieces[_random.Next(Pieces.Length)], _random.Next(2, 200)).SelectMany(piece => piece));
                break;
            default:
                input.InsertRange(at, Pieces[_random.Next(Pieces.Length)]);
                break;
        }
    }
}
