using System.Text;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Good inputs made bad, the same way for the same seed: bytes changed, dropped and doubled, parts of other inputs put in, and words that
/// readers stumble over.</summary>
internal sealed class Mutations(int seed, params IReadOnlyList<byte[]> good)
{
    private static readonly byte[][] Stumbles =
    [
        .. new[]
        {
            "null", "[", "{", "}", "]", "\"", "\\", "\\ud800", ":", ",", "-", "1e999", "-0", "18446744073709551616", "true", "\u0000", "\r\n",
            "\ufeff", "=", "[default]", "[[", "#", "//", "/*", "None", "None\"", "\u202e", "\u001b[2J", "é", "\ud83d\ude00", "{\"a\":{\"a\":{\"a\":", "[[[[[[[[[[[[[[[[",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xfe, 0xff], [0xc3], [0xed, 0xa0, 0x80], [0x80],
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        List<byte> input = [.. good[_random.Next(good.Count)]];
        for (var changes = _random.Next(1, 6); changes > 0; changes--)
            Change(input);
        return [.. input];
    }

    private void Change(List<byte> input)
    {
        var at = _random.Next(input.Count + 1);
        var count = Math.Min(_random.Next(1, 12), input.Count - at);
        switch (_random.Next(6))
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
                var other = good[_random.Next(good.Count)];
                var from = _random.Next(other.Length);
                input.InsertRange(at, other[from..Math.Min(other.Length, from + _random.Next(1, 40))]);
                break;
            default:
                input.InsertRange(at, Stumbles[_random.Next(Stumbles.Length)]);
                break;
        }
    }
}
