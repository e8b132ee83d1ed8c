using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>Three calls of the token service: who am I, change into a role with a key, and with the token of another system.</summary>
internal static partial class TokenService
{
    private const string Version = "2018-08-13";
    private const int UsualSeconds = 7200;
    private const int MostSeconds = 43_200;

    public static IEnumerable<ApiAction> All() =>
    [
        ApiAction.OfCaller("GetCallerIdentity", Shape.Members(), (_, caller, _, answer) => Identify(caller, answer)) with { Service = "sts", Version = Version },
        ApiAction.OfCaller("AssumeRole", Shape.Members(
            ("RoleArn!", Shape.Text), ("RoleSessionName!", Shape.Text), ("DurationSeconds", Shape.Whole()), ("Policy", Shape.Text),
            ("ExternalId", Shape.Text), ("SourceIdentity", Shape.Text), ("SerialNumber", Shape.Text), ("TokenCode", Shape.Text),
            ("Tags", Shape.List(Shape.Members(("Key!", Shape.Text), ("Value!", Shape.Text)), 50))), Assume)
            with { Service = "sts", Version = Version, PerSecond = 600 },
        ApiAction.OfCaller(WebIdentity.Action, WebIdentity.Shape, AssumeWithWebIdentity)
            with { Service = "sts", Version = Version, PerSecond = 80, MayBeUnsigned = true },
    ];

    private static Refusal? Identify(Credential caller, Utf8JsonWriter answer)
    {
        var isRole = caller.Role is not null;
        answer.WriteString("Arn", isRole ? $"qcs::sts:{caller.AccountId}:assumed-role/{RoleId(caller)}" : $"qcs::cam::uin/{caller.AccountId}:uin/{caller.AccountId}");
        answer.WriteString("AccountId", caller.AccountId);
        answer.WriteString("UserId", isRole ? $"{RoleId(caller)}:{caller.Session}" : caller.AccountId);
        answer.WriteString("PrincipalId", caller.AccountId);
        answer.WriteString("Type", isRole ? "CAMRole" : "CAMUser");
        return null;
    }

    /// <summary>Any role of any account lets everybody in here; the session belongs to the role's account.</summary>
    private static Refusal? Assume(SimulatedCloud cloud, Credential caller, Input input, Utf8JsonWriter answer) => Begin(cloud, input, answer);

    /// <summary>As <see cref="Assume"/>, for whoever shows a token that has not ended. Who made the token is not checked: no provider's key is known
    /// here.</summary>
    private static Refusal? AssumeWithWebIdentity(SimulatedCloud cloud, Credential caller, Input input, Utf8JsonWriter answer)
        => WebIdentity.Fault(input.Text("WebIdentityToken")!, cloud.CallersNow) is { } fault
            ? new("InvalidParameter.WebIdentityTokenError", fault)
            : string.IsNullOrWhiteSpace(input.Text("ProviderId"))
                ? new("InvalidParameter.ParamError", "ProviderId is empty.")
                : Begin(cloud, input, answer);

    private static Refusal? Begin(SimulatedCloud cloud, Input input, Utf8JsonWriter answer)
    {
        var arn = RoleArn().Match(input.Text("RoleArn")!);
        if (!arn.Success)
            return new("InvalidParameter.ParamError", $"The role `{input.Text("RoleArn")}` is not of the form qcs::cam::uin/<number>:roleName/<name>.");
        var session = input.Text("RoleSessionName")!;
        if (!SessionName().IsMatch(session))
            return new("InvalidParameter.ParamError", "RoleSessionName has 2 to 128 letters, digits or characters of =,.@_-.");
        if (input.Whole("DurationSeconds") is < 1 or > MostSeconds)
            return new("InvalidParameter.OverTimeError", $"DurationSeconds must be from 1 to {MostSeconds}.");

        var made = cloud.BeginSession(
            arn.Groups["uin"].Value, arn.Groups["role"].Value, session, TimeSpan.FromSeconds(input.Whole("DurationSeconds") ?? UsualSeconds));
        answer.WriteStartObject("Credentials");
        answer.WriteString("Token", made.Token);
        answer.WriteString("TmpSecretId", made.SecretId);
        answer.WriteString("TmpSecretKey", made.SecretKey);
        answer.WriteEndObject();
        answer.WriteNumber("ExpiredTime", made.Expires!.Value.ToUnixTimeSeconds());
        answer.WriteString("Expiration", made.Expires.Value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        return null;
    }

    private static string RoleId(Credential caller) => SeededRandom.NamedSuffix($"{caller.AccountId}/{caller.Role}");

    [GeneratedRegex("^qcs::cam::uin/(?<uin>[0-9]+):(roleName|role)/(?<role>[^/:\\s]+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RoleArn();

    [GeneratedRegex("^[A-Za-z0-9_+=,.@-]{2,128}$", RegexOptions.NonBacktracking)]
    private static partial Regex SessionName();
}
