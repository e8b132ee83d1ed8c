namespace TencentcloudRefresh.Provider.Tests.Hostile;

/// <summary>Good bytes made bad, the same way for the same seed: changed, dropped, doubled, cut off, and with lengths that promise more than comes.</summary>
internal sealed class ByteMutations(int seed)
{
    private static readonly byte[][] Stumbles = [[0xff, 0xff, 0xff, 0xff, 0x0f], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], [0x00], [0x0a, 0xff, 0x7f], [0xc3, 0x28]];

    private readonly Random _random = new(seed);

    public byte[] Of(byte[] good)
    {
        List<byte> bytes = [.. good];
        for (int changes = _random.Next(1, 6); changes > 0; changes--)
        {
            int at = _random.Next(bytes.Count + 1);
            int count = Math.Min(_random.Next(1, 16), bytes.Count - at);
            switch (_random.Next(5))
            {
                case 0 when count > 0:
                    bytes[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, count);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Stumbles[_random.Next(Stumbles.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    public T One<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
