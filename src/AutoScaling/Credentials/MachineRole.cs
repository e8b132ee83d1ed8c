using System.Text.Json;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>The role bound to the machine this runs on, asked for at the machine's metadata address.</summary>
/// <remarks>Source: CVM documentation, "Managing roles" page.</remarks>
internal static class MachineRole
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static async Task<CredentialPlace> FindAsync(CredentialOptions options, CancellationToken cancellationToken)
    {
        if ((options.CamRoleName ?? options.Setting("TENCENTCLOUD_CAM_ROLE_NAME")) is not { Length: > 0 } role)
            return CredentialPlace.Absent("machine role", "not asked for, since no camRoleName is given");

        var source = $"machine role '{role}' ({options.MetadataEndpoint.Authority})";
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
        using var late = new CancellationTokenSource(Timeout, options.NetworkClock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.MetadataEndpoint, Uri.EscapeDataString(role)));
            using var response = await http.SendAsync(request, both.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(both.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? Read(source, body)
                : CredentialPlace.Broken(source, $"the machine answered with HTTP {(int)response.StatusCode}; is this role bound to it?");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CredentialPlace.Broken(source, $"no answer within {Timeout.TotalSeconds} s; is this a machine of this cloud?");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return CredentialPlace.Broken(source, $"cannot be reached ({broken.Message}); is this a machine of this cloud?");
        }
    }

    private static CredentialPlace Read(string source, byte[] body)
    {
        Answer? answer;
        try
        {
            answer = JsonSerializer.Deserialize(body, MachineRoleJson.Default.Answer);
        }
        catch (JsonException)
        {
            return CredentialPlace.Broken(source, "the machine's answer is not the JSON expected");
        }

        if (answer?.Code is not "Success")
            return CredentialPlace.Broken(source, $"the machine answered with code '{answer?.Code}'");
        var place = CredentialPlace.Of(source, ("TmpSecretId", answer.TmpSecretId), ("TmpSecretKey", answer.TmpSecretKey), ("Token", answer.Token));
        return place.Found is { } found
            ? place with { Found = found with { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(answer.ExpiredTime) } }
            : place with { IsBroken = true };
    }

    internal sealed class Answer
    {
        public string? TmpSecretId { get; init; }

        public string? TmpSecretKey { get; init; }

        public string? Token { get; init; }

        public long ExpiredTime { get; init; }

        public string? Code { get; init; }
    }
}

[JsonSerializable(typeof(MachineRole.Answer))]
internal sealed partial class MachineRoleJson : JsonSerializerContext;
