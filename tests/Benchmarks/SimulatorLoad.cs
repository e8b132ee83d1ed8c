using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>Asks for one activity over and over on kept-alive connections. Signed once: a signature is good for five minutes.</summary>
internal static class SimulatorLoad
{
    public const int Connections = 8;

    private const string SecretId = "AKIDsimulator0000000000000000000001";
    private const string SecretKey = "simulator-secret-key-00000000000001";

    /// <returns>Answers in a second, and the time within which 99 of 100 came.</returns>
    public static async Task<(double PerSecond, TimeSpan Slowest)> RunAsync(Uri endpoint, TimeSpan length)
    {
        var activityId = await StartRolloutAsync(endpoint);
        var request = Signed(endpoint, "DescribeRefreshActivities", $$"""{"RefreshActivityIds":["{{activityId}}"]}""");
        await AskManyAsync(endpoint, request, TimeSpan.FromSeconds(1));
        var began = TimeProvider.System.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => AskManyAsync(endpoint, request, length)));
        var took = TimeProvider.System.GetElapsedTime(began);
        var sorted = times.SelectMany(some => some).Order().ToList();
        return (sorted.Count / took.TotalSeconds, sorted[sorted.Count * 99 / 100]);
    }

    private static async Task<string> StartRolloutAsync(Uri endpoint)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var content = new StringContent("""{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":3}}}""");
        using var answer = await client.PostAsync(new Uri(endpoint, "/_simulator/call/StartInstanceRefresh"), content);
        var text = await answer.Content.ReadAsStringAsync();
        var at = text.IndexOf("asr-", StringComparison.Ordinal);
        return at >= 0 ? text.Substring(at, 12) : throw new InvalidOperationException($"No rollout was started: {text}");
    }

    private static async Task<List<TimeSpan>> AskManyAsync(Uri endpoint, byte[] request, TimeSpan length)
    {
        using var socket = new TcpClient { NoDelay = true };
        await socket.ConnectAsync(endpoint.Host, endpoint.Port);
        var stream = socket.GetStream();
        var (buffer, times, began) = (new byte[64 * 1024], new List<TimeSpan>(32 * 1024), TimeProvider.System.GetTimestamp());
        while (TimeProvider.System.GetElapsedTime(began) < length)
        {
            var asked = TimeProvider.System.GetTimestamp();
            await stream.WriteAsync(request);
            await ReadAnswerAsync(stream, buffer);
            times.Add(TimeProvider.System.GetElapsedTime(asked));
        }

        return times;
    }

    private static async Task ReadAnswerAsync(NetworkStream stream, byte[] buffer)
    {
        var (read, wanted) = (0, int.MaxValue);
        while (read < wanted)
        {
            var got = await stream.ReadAsync(buffer.AsMemory(read));
            if (got == 0)
                throw new IOException("The simulator ended the connection.");
            read += got;
            var text = buffer.AsSpan(0, read);
            if (wanted == int.MaxValue && text.IndexOf("\r\n\r\n"u8) is var head and >= 0)
                wanted = head + 4 + LengthOf(Encoding.ASCII.GetString(text[..head]));
        }

        if (!buffer.AsSpan(0, read).StartsWith("HTTP/1.1 200"u8) || buffer.AsSpan(0, read).IndexOf("\"Error\""u8) >= 0)
            throw new InvalidOperationException($"The simulator answered {Encoding.UTF8.GetString(buffer, 0, read)}");
    }

    private static int LengthOf(string head)
    {
        const string Name = "Content-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        var end = head.IndexOf('\r', at);
        return int.Parse(head[at..(end < 0 ? head.Length : end)], CultureInfo.InvariantCulture);
    }

    private static byte[] Signed(Uri endpoint, string action, string body)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (timestamp, date, host) = (now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), endpoint.Authority);
        var canonical = $"POST\n/\n\ncontent-type:application/json\nhost:{host}\n\ncontent-type;host\n{Hash(body)}";
        var toSign = $"TC3-HMAC-SHA256\n{timestamp}\n{date}/as/tc3_request\n{Hash(canonical)}";
        var key = Mac(Mac(Mac(Encoding.UTF8.GetBytes("TC3" + SecretKey), date), "as"), "tc3_request");
        return Encoding.UTF8.GetBytes(
            $"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nX-TC-Action: {action}\r\nX-TC-Version: 2018-04-19\r\n"
            + $"X-TC-Region: ap-guangzhou\r\nX-TC-Timestamp: {timestamp}\r\nAuthorization: TC3-HMAC-SHA256 Credential={SecretId}/{date}/as/tc3_request, "
            + $"SignedHeaders=content-type;host, Signature={Convert.ToHexStringLower(Mac(key, toSign))}\r\n\r\n{body}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
