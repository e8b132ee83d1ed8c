using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Provider.Tests.Hostile;

/// <summary>
/// What no engine sends, to the real executable: broken messages, broken frames, deep and long values. It may refuse; it answers within a second, serves on, and stays
/// small. <c>FUZZ_INPUTS</c> sets how many, <c>FUZZ_SEED</c> which ones.
/// </summary>
[Explicit("Measures seconds and memory of a process, so the machine must have time; eng/promises runs it.")]
public sealed class HostileCallTests
{
    private const int UsualInputs = 1000;
    private const int CheckedEvery = 200;

    /// <summary>In MiB. The build that tests use starts about 20 MiB above the native file that ships, whose bound is 150; and a busy machine collects later.</summary>
    private const int MostMebibytes = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly int Seed = Number("FUZZ_SEED", 1);
    private static readonly int Inputs = Number("FUZZ_INPUTS", UsualInputs);

    [Test]
    public async Task BrokenMessages_ToEveryMethod_AreAnsweredSoonAndHurtNobody()
    {
        await using var engine = await FakeEngine.StartAsync(); // without one the process would end
        using var process = await PluginProcess.StartAsync(engine.Address);
        using HttpClient client = new(new SocketsHttpHandler()) { BaseAddress = new($"http://127.0.0.1:{process.Port}") };
        ByteMutations mutations = new(Seed);
        var slowest = TimeSpan.Zero;
        for (int input = 0; input < Inputs; input++)
        {
            var (method, good) = mutations.One(Messages);
            byte[] message = mutations.Of(good);
            var took = await PostAsync(client, method, message);
            Assert.That(took, Is.LessThan(Longest), $"input {input} of seed {Seed} to {method}: {Convert.ToBase64String(message)}");
            slowest = took > slowest ? took : slowest;
            if (input % CheckedEvery == 0)
                await AssertServesAsync(process);
        }

        await AssertServesAsync(process);
        Proof.Held("hostile messages", string.Create(CultureInfo.InvariantCulture,
            $"{Inputs:N0} messages, slowest {slowest.TotalMilliseconds:F0} ms, peak {process.PeakMebibytes()} MiB"), $"{Seed}");
    }

    [Test]
    public async Task BrokenFrames_OnAConnectionEach_HurtNobody()
    {
        await using var engine = await FakeEngine.StartAsync(); // without one the process would end
        using var process = await PluginProcess.StartAsync(engine.Address);
        ByteMutations mutations = new(Seed);
        int connections = Math.Max(100, Inputs / 10);
        for (int input = 0; input < connections; input++)
        {
            using TcpClient peer = new();
            await peer.ConnectAsync(IPAddress.Loopback, process.Port).Soon();
            try
            {
                await peer.GetStream().WriteAsync(mutations.Of(mutations.One(Frames)));
            }
            catch (IOException)
            {
                // Closed in the middle: as good an answer as any.
            }

            if (input % CheckedEvery == 0)
                await AssertServesAsync(process);
        }

        await AssertServesAsync(process);
        Proof.Held("hostile frames", string.Create(CultureInfo.InvariantCulture, $"{connections:N0} connections, peak {process.PeakMebibytes()} MiB"), $"{Seed}");
    }

    [TestCase(100)]
    [TestCase(600)]
    [TestCase(5_000)]
    public async Task DeepValues_AreAnsweredSoon(int depth)
    {
        await using var engine = await FakeEngine.StartAsync(); // without one the process would end
        using var process = await PluginProcess.StartAsync(engine.Address);
        using HttpClient client = new(new SocketsHttpHandler()) { BaseAddress = new($"http://127.0.0.1:{process.Port}") };
        Assert.That(await PostAsync(client, "Check", Deep(depth)), Is.LessThan(Longest));
        await AssertServesAsync(process);
    }

    [TestCase(1)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(64)]
    public async Task LongValues_AreAnsweredAndStaySmall(int mebibytes)
    {
        await using var engine = await FakeEngine.StartAsync(); // without one the process would end
        using var process = await PluginProcess.StartAsync(engine.Address);
        var news = new Struct { Fields = { ["triggers"] = Value.ForStruct(new() { Fields = { ["x"] = Value.ForString(new('x', mebibytes << 20)) } }) } };
        try
        {
            await process.CallAsync(ResourceProviderMethods.Check, new CheckRequest { News = news });
        }
        catch (RpcException refused)
        {
            Assert.That((refused.StatusCode, mebibytes), Is.EqualTo((StatusCode.ResourceExhausted, Math.Max(16, mebibytes))));
        }

        await AssertServesAsync(process);
    }

    /// <summary>Good messages, to be broken. Not Configure: what it looks for may be on the network.</summary>
    private static readonly IReadOnlyList<(string Method, byte[] Good)> Messages = [.. MakeMessages()];

    private static readonly IReadOnlyList<byte[]> Frames = [.. MakeFrames()];

    private static IEnumerable<(string, byte[])> MakeMessages()
    {
        const string urn = "urn:pulumi:dev::fleet::tencentcloud-refresh:index:InstanceRefresh::rollout";
        const string id = "asg-9dn1a5y6/asr-9dn1a5y6";
        var inputs = Wire.Struct("""
            {"autoScalingGroupId": "asg-9dn1a5y6", "triggers": {"image": "img-1"}, "failOn": ["AwaitingApproval"], "approvedThroughBatch": 2,
             "refreshSettings": {"rollingUpdateSettings": {"batchNumber": 3}}, "verification": {"httpChecks": [{"url": "http://127.0.0.1/"}]}}
            """);
        var outputs = Wire.Struct("""
            {"refreshActivityId": "asr-9dn1a5y6", "status": "AUTO_PAUSE", "outcome": "AwaitingApproval", "batches": [{"number": 1, "status": "SUCCESSFUL"}], "currentBatch": 1}
            """);
        var config = Wire.Struct("""{"region": "ap-guangzhou", "secretId": "AKID1", "assumeRole": "{\"roleArn\": \"qcs::cam::uin/1:roleName/r\"}", "pollIntervalSeconds": "0.5"}""");
        yield return ("Check", new CheckRequest { Urn = urn, News = inputs, Olds = inputs, OldOutputs = outputs }.ToByteArray());
        yield return ("Diff", new DiffRequest { Urn = urn, Id = id, News = inputs, Olds = outputs, OldInputs = inputs }.ToByteArray());
        yield return ("Create", new CreateRequest { Urn = urn, Properties = inputs, Timeout = 60 }.ToByteArray());
        yield return ("Update", new UpdateRequest { Urn = urn, Id = id, News = inputs, Olds = outputs, OldInputs = inputs }.ToByteArray());
        yield return ("Read", new ReadRequest { Urn = urn, Id = id, Properties = outputs, Inputs = inputs }.ToByteArray());
        yield return ("Delete", new DeleteRequest { Urn = urn, Id = id, Properties = outputs, OldInputs = inputs }.ToByteArray());
        yield return ("CheckConfig", new CheckRequest { Urn = urn, News = config, Olds = config }.ToByteArray());
        yield return ("DiffConfig", new DiffRequest { Urn = urn, News = config, Olds = config, OldInputs = config }.ToByteArray());
        yield return ("Invoke", new InvokeRequest { Tok = "tencentcloud-refresh:index:getRefreshTriggers", Args = inputs }.ToByteArray());
        yield return ("GetSchema", new GetSchemaRequest { Version = 0 }.ToByteArray());
    }

    private static IEnumerable<byte[]> MakeFrames()
    {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();
        byte[] settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100];
        byte[] headers = [0, 0, 5, 1, 4, 0, 0, 0, 1, 0x83, 0x86, 0x84, 0x41, 0x00];
        byte[] data = [0, 0, 9, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 4, 1, 2, 3, 4];
        byte[] ping = [0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
        byte[] window = [0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff];
        yield return [.. preface, .. settings, .. headers, .. data];
        yield return [.. preface, .. settings, .. ping, .. window, .. headers];
        yield return [.. preface, .. headers, .. headers, .. data];
        yield return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();
    }

    /// <summary>As bytes, since the library that makes messages would not go so deep: a Struct in a Struct, each three messages.</summary>
    private static byte[] Deep(int depth)
    {
        byte[] value = [0x20, 0x01]; // true
        for (int level = 0; level < depth; level++)
        {
            byte[] inner = Field(2, value); // the entry's value
            value = Field(5, Field(1, [0x0a, 0x01, (byte)'a', .. inner])); // a Struct with one entry
        }

        return Field(3, Field(1, [0x0a, 0x01, (byte)'a', .. Field(2, value)]));
    }

    private static byte[] Field(int number, byte[] content)
    {
        List<byte> field = [(byte)((number << 3) | 2)];
        for (uint length = (uint)content.Length; ; length >>= 7)
        {
            field.Add((byte)(length > 0x7f ? (length & 0x7f) | 0x80 : length));
            if (length <= 0x7f)
                break;
        }

        return [.. field, .. content];
    }

    private static async Task<TimeSpan> PostAsync(HttpClient client, string method, byte[] message)
    {
        byte[] framed = new byte[message.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, 5);
        using HttpRequestMessage request = new(HttpMethod.Post, $"/pulumirpc.ResourceProvider/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(framed) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.Add(new("trailers"));
        long begin = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request).Soon();
        await answer.Content.ReadAsByteArrayAsync().Soon();
        return Stopwatch.GetElapsedTime(begin);
    }

    private static async Task AssertServesAsync(PluginProcess process)
    {
        var info = await process.CallAsync(ResourceProviderMethods.GetPluginInfo, new Empty());
        Assert.That(info.Version, Is.Not.Empty);
        if (OperatingSystem.IsLinux())
            Assert.That(process.PeakMebibytes(), Is.LessThanOrEqualTo(MostMebibytes));
    }

    private static int Number(string variable, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : usual;
}
