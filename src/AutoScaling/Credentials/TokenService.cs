using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>Calls of the token service that give credentials, over the same pipeline as every other call: paced and repeated alike.</summary>
internal static class TokenService
{
    /// <summary>The token service answers alike in all regions.</summary>
    private const string AnyRegion = "ap-guangzhou";

    /// <param name="context">The search.</param>
    /// <param name="action">The call.</param>
    /// <param name="request">What it sends.</param>
    /// <param name="signedWith">Whose call it is; null for one that is not signed.</param>
    /// <param name="secret">What of the request must not be shown, if anything.</param>
    /// <param name="lasts">The seconds asked for.</param>
    /// <param name="region">The region sent; null for the options'.</param>
    public static async Task<Credentials> BeginAsync<TRequest>(
        CredentialContext context,
        CloudAction<TRequest, AssumeRoleResponse> action,
        TRequest request,
        Credentials? signedWith,
        string? secret,
        int lasts,
        string? region = null)
    {
        var (options, clock, cancellationToken) = context;
        var client = new AutoScalingClientOptions
        {
            Region = region is not null && RegionName.IsValid(region) ? region : RegionOf(options),
            AllowInsecureEndpoint = options.AllowInsecureEndpoint,
            NetworkClock = options.NetworkClock,
        }.Validated();
        using var http = SocketFactory.Make();
        var time = new ServiceClock(clock);
        ICredentialSource credentials = signedWith is null ? new NoCredentials() : new FixedCredentials(signedWith);
        var pipeline = CallPipeline.Build(
            client, options.Endpoints.For(action.Service), credentials, time, clock, new Jitter(client.Random), http, NullLogger.Instance);
        var call = new CloudCall(action, JsonSerializer.SerializeToUtf8Bytes(request, action.RequestShape), secret);
        var response = (await pipeline.SendAsync(call, cancellationToken).ConfigureAwait(false)).Open(action);
        var key = response.Credentials!;
        return new(key.TmpSecretId!, key.TmpSecretKey!, key.Token, EndOf(response, lasts, time.Offset));
    }

    private static string RegionOf(CredentialOptions options)
    {
        try
        {
            return CredentialChain.FindRegion(options) ?? AnyRegion;
        }
        catch (ArgumentException)
        {
            return AnyRegion; // whoever needs the region itself gets an error
        }
    }

    /// <summary>By our own clock, since that is what it will be compared with.</summary>
    private static DateTimeOffset EndOf(AssumeRoleResponse response, int lasts, TimeSpan offset)
        => (UnixTime.Of(response.ExpiredTime) ?? response.AnsweredAt.AddSeconds(lasts)) - offset;

    /// <summary>For a call that is not signed.</summary>
    private sealed class NoCredentials : ICredentialSource
    {
        public ValueTask<Credentials> GetAsync(CancellationToken cancellationToken)
            => throw new InvalidOperationException("This call is not signed.");

        public void Invalidate(Credentials refused)
        {
        }
    }
}
