using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>The call of the token service that changes into a role.</summary>
/// <remarks>Source: STS API, AssumeRole page.</remarks>
internal sealed record AssumeRoleRequest
{
    public required string RoleArn { get; init; }

    public required string RoleSessionName { get; init; }

    public int? DurationSeconds { get; init; }

    public string? Policy { get; init; }

    public string? ExternalId { get; init; }
}

internal sealed record AssumeRoleResponse : CloudResponse
{
    public TemporaryKey? Credentials { get; init; }

    /// <summary>Unix seconds.</summary>
    public long ExpiredTime { get; init; }

    public override string ToString() => "AssumeRoleResponse";

    internal sealed record TemporaryKey
    {
        [JsonConverter(typeof(RawText))]
        public string? Token { get; init; }

        [JsonConverter(typeof(RawText))]
        public string? TmpSecretId { get; init; }

        [JsonConverter(typeof(RawText))]
        public string? TmpSecretKey { get; init; }

        public override string ToString() => $"TemporaryKey({TmpSecretId})";
    }
}

internal static class AssumeRole
{
    // Read: it gives a key and changes nothing.
    public static readonly CloudAction<AssumeRoleRequest, AssumeRoleResponse> Action = new(
        nameof(AssumeRole), Repeat.Read, WireJson.Default.AssumeRoleRequest, WireJson.Default.AnswerAssumeRoleResponse)
    {
        Service = "sts",
        Version = "2018-08-13",
        IsComplete = static response => response.Credentials is { TmpSecretId.Length: > 0, TmpSecretKey.Length: > 0, Token.Length: > 0 },
    };
}
