using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Changes into a role, over the same pipeline as every other call: signed, paced and repeated alike.</summary>
internal static class RoleSession
{
    /// <summary>The token service answers alike in all regions.</summary>
    private const string AnyRegion = "ap-guangzhou";

    public static async Task<Credentials> BeginAsync(
        CredentialOptions options, AssumeRoleOptions role, Credentials with, TimeProvider clock, CancellationToken cancellationToken)
    {
        var client = new AutoScalingClientOptions
        {
            Region = CredentialChain.FindRegion(options) ?? AnyRegion,
            Endpoint = options.StsEndpoint,
            AllowInsecureEndpoint = options.AllowInsecureEndpoint,
            NetworkClock = options.NetworkClock,
        }.Validated();
        using var http = SocketFactory.Make();
        var time = new ServiceClock(clock);
        var pipeline = CallPipeline.Build(
            client, options.StsEndpoint, new FixedCredentials(with), time, clock, new Jitter(client.Random), http, NullLogger.Instance);
        var request = new AssumeRoleRequest
        {
            RoleArn = role.RoleArn,
            RoleSessionName = role.SessionName,
            DurationSeconds = role.DurationSeconds,
            Policy = role.Policy,
            ExternalId = role.ExternalId,
        };
        var call = new CloudCall(AssumeRole.Action, JsonSerializer.SerializeToUtf8Bytes(request, AssumeRole.Action.RequestShape));
        var outcome = await pipeline.SendAsync(call, cancellationToken).ConfigureAwait(false);
        var response = outcome.Open(AssumeRole.Action);
        var key = response.Credentials!;
        return new(key.TmpSecretId!, key.TmpSecretKey!, key.Token, ExpiryOf(response, role, time.Offset))
        {
            Source = $"role {role.RoleArn} with {with.Source}",
        };
    }

    /// <summary>By our own clock, since that is what it will be compared with.</summary>
    private static DateTimeOffset ExpiryOf(AssumeRoleResponse response, AssumeRoleOptions role, TimeSpan offset)
    {
        var end = response.ExpiredTime > 0
            ? DateTimeOffset.FromUnixTimeSeconds(response.ExpiredTime)
            : response.AnsweredAt.AddSeconds(role.DurationSeconds);
        return end - offset;
    }
}
