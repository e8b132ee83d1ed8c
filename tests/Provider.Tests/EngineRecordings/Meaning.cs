using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Tests.Support;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Tests.EngineRecordings;

/// <summary>
/// What an answer means to the engine and to the user, in a few words that survive a change of wording: <c>update</c>, <c>A SUCCESSFUL Succeeded</c>,
/// <c>A init-failed</c>, <c>gone</c>. Activities are letters in the
/// order of their starts; <c>letter</c> finds the one of an id.
/// </summary>
internal static class Meaning
{
    public const string Shown = "shown";
    public const string Done = "done";
    public const string Error = "error";

    public static string Of(CheckResponse answer)
    {
        if (answer.Failures.Count > 0)
            return $"refused: {string.Join(", ", answer.Failures.Select(failure => failure.Property))}";
        string[] secrets = [.. answer.Inputs.Members().Where(input => input.Value is PropertyValue.Secret).Select(input => input.Key)];
        return secrets.Length > 0 ? $"ok, secret: {string.Join(", ", secrets)}" : "ok";
    }

    public static string Of(DiffResponse answer) => (answer.Changes, answer.Replaces.Count) switch
    {
        (DiffResponse.Types.DiffChanges.DiffNone, _) => "none",
        (DiffResponse.Types.DiffChanges.DiffSome, 0) => "update",
        (DiffResponse.Types.DiffChanges.DiffSome, _) => "replace",
        _ => $"{answer.Changes}",
    };

    public static string Of(ReadResponse answer, Func<string, string> letter)
        => answer.Id.Length == 0 ? "gone" : Of(answer.Id, answer.Properties, letter);

    public static string Of(string id, Google.Protobuf.WellKnownTypes.Struct outputs, Func<string, string> letter)
        => $"{letter(id)} {outputs.TextAt("status")} {outputs.TextAt("outcome")}";

    public static string Of(RpcException failure, Func<string, string> letter)
        => failure.Detail<ErrorResourceInitFailed>() is { } kept ? $"{letter(kept.Id)} init-failed" : Error;
}
