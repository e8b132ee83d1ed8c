using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>The role bound to the machine this runs on, asked for at the machine's metadata address.</summary>
/// <remarks>Source: CVM documentation, "Managing roles" page.</remarks>
internal static class MachineRole
{
    public const string Variable = "TENCENTCLOUD_CAM_ROLE_NAME";

    /// <summary>For a role that somebody named.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Where nobody named a role, most machines are none of this cloud, and every run would wait.</summary>
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(2);

    /// <param name="options">Where the machine is asked.</param>
    /// <param name="role">The role, or null for the one that the machine names.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public static async ValueTask<CredentialPlace> FindAsync(CredentialOptions options, string? role, CancellationToken cancellationToken)
    {
        var patience = role is null ? ShortTimeout : Timeout;
        var source = role is null
            ? $"machine role ({options.MetadataEndpoint.Authority})"
            : $"machine role '{SafeText.Line(role, SafeText.MaxWord)}' ({options.MetadataEndpoint.Authority})";
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
        using var late = new CancellationTokenSource(patience, options.NetworkClock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            if (role is null)
            {
                var (status, name) = await GetAsync(http, options.MetadataEndpoint, both.Token).ConfigureAwait(false);
                if (status != 200 || !IsRoleName(role = Encoding.UTF8.GetString(name).Trim()))
                {
                    return CredentialPlace.Absent(
                        source, status is 200 ? "the machine answered with something else than the name of a role"
                        : status is 404 ? "no role is bound to this machine" : $"the machine answered with HTTP {status}");
                }

                source = $"machine role '{role}' ({options.MetadataEndpoint.Authority})";
            }

            var address = new Uri(options.MetadataEndpoint, Uri.EscapeDataString(role));
            var (answered, body) = await GetAsync(http, address, both.Token).ConfigureAwait(false);
            return answered is >= 200 and < 300
                ? Read(source, body)
                : CredentialPlace.Broken(source, $"the machine answered with HTTP {answered}; is this role bound to it?");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreachable($"no answer within {patience.TotalSeconds} s");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return Unreachable($"cannot be reached ({broken.Message.TrimEnd('.')})");
        }

        CredentialPlace Unreachable(string how) => role is null
            ? CredentialPlace.Absent(source, how)
            : CredentialPlace.Broken(source, $"{how}; is this a machine of this cloud?");
    }

    internal static CredentialPlace Read(string source, byte[] body)
    {
        Answer? answer;
        try
        {
            answer = JsonSerializer.Deserialize(WireText.Repair(body), MachineRoleJson.Default.Answer);
        }
        catch (JsonException)
        {
            return CredentialPlace.Broken(source, "the machine's answer is not the JSON expected");
        }

        if (answer?.Code is not "Success")
            return CredentialPlace.Broken(source, $"the machine answered with code '{SafeText.Line(answer?.Code ?? "", SafeText.MaxWord)}'");
        var place = CredentialPlace.Of(source, ("TmpSecretId", answer.TmpSecretId), ("TmpSecretKey", answer.TmpSecretKey), ("Token", answer.Token));
        return place.Found is { } found
            ? place with { Found = found with { ExpiresAt = UnixTime.Of(answer.ExpiredTime) } }
            : place with { IsBroken = true };
    }

    private static async Task<(int Status, byte[] Body)> GetAsync(HttpMessageInvoker http, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken).ConfigureAwait(false);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
    }

    private const long LargestAnswer = 1 << 20;

    private static bool IsRoleName(string name)
        => name.Length is > 0 and <= 128
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "_+=,.@-".Contains(letter, StringComparison.Ordinal));

    internal sealed class Answer
    {
        public string? TmpSecretId { get; init; }

        public string? TmpSecretKey { get; init; }

        public string? Token { get; init; }

        [JsonConverter(typeof(LenientLong))]
        public long ExpiredTime { get; init; }

        public string? Code { get; init; }
    }
}

[JsonSerializable(typeof(MachineRole.Answer))]
internal sealed partial class MachineRoleJson : JsonSerializerContext;
