using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>What the simulator says to a fault that it does not take, for people.</summary>
internal static partial class FaultRefusal
{
    /// <param name="answer">Its body: <c>{"errors": ["$.kind: must be …"]}</c>.</param>
    public static string Of(JsonObject fault, string answer)
    {
        string[] errors = [answer];
        try
        {
            if (JsonNode.Parse(answer)?["errors"] is JsonArray listed)
                errors = [.. listed.Select(error => Place().Replace($"{error}", "${member} ").Trim())];
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            // Shown as it is.
        }

        string list = errors.Length == 1 ? " " + errors[0] : string.Concat(errors.Select(error => "\n  " + error));
        return $"The simulator does not take the fault {FaultText.Of(fault)}:{list}";
    }

    [GeneratedRegex(@"^\$(\.(?<member>[^:]*))?:\s*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
