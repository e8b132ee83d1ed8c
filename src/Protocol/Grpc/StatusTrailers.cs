using System.Globalization;
using Google.Protobuf;

namespace TencentcloudRefresh.Protocol.Grpc;

/// <summary>A status as trailers, in both directions.</summary>
internal static class StatusTrailers
{
    public static IEnumerable<KeyValuePair<string, string>> Write(RpcStatus status)
    {
        yield return new(WireNames.Status, ((int)status.Code).ToString(CultureInfo.InvariantCulture));
        if (status.Message.Length > 0)
            yield return new(WireNames.Message, PercentEncoding.Encode(status.Message));
        if (!status.Details.IsEmpty)
            yield return new(WireNames.Details, Encode(status));
    }

    /// <summary>Reads like the engine's own client, so that what would be lost there is lost here.</summary>
    /// <param name="find">The only value of a trailer, or null.</param>
    /// <returns>The status, or null without <c>grpc-status</c>.</returns>
    public static RpcStatus? Read(Func<string, string?> find)
    {
        if (find(WireNames.Status) is not { } number)
            return null;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int code))
            return new(StatusCode.Unknown, $"The server ended the call with the malformed {WireNames.Status} '{number}'.");
        var plain = new RpcStatus(
            Enum.IsDefined((StatusCode)code) ? (StatusCode)code : StatusCode.Unknown, PercentEncoding.Decode(find(WireNames.Message) ?? ""));
        return find(WireNames.Details) is { } details && code != 0 ? Detailed(plain, code, details) : plain;
    }

    private static RpcStatus Detailed(RpcStatus plain, int code, string details)
    {
        if (Decode(details) is not { } full)
            return new(StatusCode.Internal, $"The server's {WireNames.Details} cannot be read. Its message was: {plain.Message}");
        return full.Code == code
            ? plain with { Message = full.Message, Details = [.. full.Details] }
            : new(StatusCode.Internal, $"The server's {WireNames.Status} is {code} and the code in {WireNames.Details} is {full.Code}, "
                + $"so its details do not count. Its message was: {plain.Message}");
    }

    // Padding is optional for readers and left out by writers, as the gRPC specification asks for binary values.
    private static string Encode(RpcStatus status)
    {
        var full = new Google.Rpc.Status { Code = (int)status.Code, Message = status.Message, Details = { status.Details } };
        return Convert.ToBase64String(full.ToByteArray()).TrimEnd('=');
    }

    private static Google.Rpc.Status? Decode(string base64)
    {
        try
        {
            string padded = base64.TrimEnd('=');
            padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
            return MessageLimits.Parse(Google.Rpc.Status.Parser, Convert.FromBase64String(padded));
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
