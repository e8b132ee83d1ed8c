using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Protocol.Tests.Grpc;

/// <summary>HTTP/2 by hand, frame by frame: no library stands between a test and the wire.</summary>
internal sealed class RawHttp2Connection : IDisposable
{
    private const int FrameHeaderBytes = 9;

    private readonly TcpClient _tcp = new() { NoDelay = true };

    public enum FrameType : byte
    {
        Data = 0,
        Headers = 1,
        ResetStream = 3,
        Settings = 4,
        GoAway = 7,
        Continuation = 9,
    }

    [Flags]
    public enum Flags : byte
    {
        None = 0,
        EndStream = 1,
        EndHeaders = 4,
    }

    public static async Task<RawHttp2Connection> OpenAsync(int port)
    {
        var connection = new RawHttp2Connection();
        await connection._tcp.ConnectAsync(IPAddress.Loopback, port).Soon();
        await connection._tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).Soon();
        await connection.SendAsync(FrameType.Settings, Flags.None, 0, []);
        return connection;
    }

    /// <summary>A POST whose body is complete, on stream 1. Its fields are literals that no table remembers, so they need no compression.</summary>
    public async Task PostAsync(string path, byte[] body)
    {
        byte[] fields =
        [
            .. Field(":method", "POST"), .. Field(":scheme", "http"), .. Field(":path", path), .. Field(":authority", "localhost"),
            .. Field("content-type", "application/grpc"), .. Field("te", "trailers"),
        ];
        await SendAsync(FrameType.Headers, Flags.EndHeaders, 1, fields);
        await SendAsync(FrameType.Data, Flags.EndStream, 1, body);
    }

    public Task ResetAsync() => SendAsync(FrameType.ResetStream, Flags.None, 1, [0, 0, 0, 8]);

    /// <summary>The frames of stream 1, up to the end of its last header block or its last data.</summary>
    public async Task<List<(FrameType Type, Flags Flags, byte[] Payload)>> ReadStreamAsync()
    {
        var frames = new List<(FrameType, Flags, byte[])>();
        bool ended = false;
        for (bool headersOpen = false; !ended || headersOpen;)
        {
            (FrameType type, Flags flags, int stream, byte[] payload) = await ReadAsync();
            if (stream == 0)
            {
                Assert.That(headersOpen, Is.False, "nothing may come between the pieces of a header block");
                continue;
            }
            frames.Add((type, flags, payload));
            ended |= type is FrameType.Headers or FrameType.Data && flags.HasFlag(Flags.EndStream);
            if (type is FrameType.Headers or FrameType.Continuation)
                headersOpen = !flags.HasFlag(Flags.EndHeaders);
        }
        return frames;
    }

    public void Dispose() => _tcp.Dispose();

    private static byte[] Field(string name, string value) =>
        [0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];

    private async Task SendAsync(FrameType type, Flags flags, int stream, byte[] payload)
    {
        byte[] frame = new byte[FrameHeaderBytes + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = (byte)type;
        frame[4] = (byte)flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, FrameHeaderBytes);
        await _tcp.GetStream().WriteAsync(frame).Soon();
    }

    private async Task<(FrameType Type, Flags Flags, int Stream, byte[] Payload)> ReadAsync()
    {
        byte[] header = new byte[FrameHeaderBytes];
        await _tcp.GetStream().ReadExactlyAsync(header).Soon();
        byte[] payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >>> 8];
        await _tcp.GetStream().ReadExactlyAsync(payload).Soon();
        return ((FrameType)header[3], (Flags)header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
    }
}
