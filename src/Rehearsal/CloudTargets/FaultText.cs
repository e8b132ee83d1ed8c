using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TencentcloudRefresh.Rehearsal.Config;

namespace TencentcloudRefresh.Rehearsal.CloudTargets;

/// <summary>A fault on the command line: JSON, or <c>instanceId=ins-…,kind=failOnce</c>.</summary>
internal static partial class FaultText
{
    /// <exception cref="CloudTargetException">Neither form.</exception>
    public static JsonObject Parse(string text)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            try
            {
                return (JsonObject)JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false })!;
            }
            catch (JsonException broken)
            {
                throw new CloudTargetException($"--fault {text}: this is not JSON; it goes wrong at character {broken.BytePositionInLine + 1}.", broken);
            }
        }

        JsonObject fault = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int cut = part.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0)
                throw new CloudTargetException($"--fault {text}: expected JSON or name=value pairs, for example instance=3,kind=failOnce or action=StartInstanceRefresh,kind=lostAnswer.");
            fault[part[..cut].Trim()] = ValueOf(part[(cut + 1)..].Trim());
        }

        return fault;
    }

    /// <summary>What the simulator says to a fault that it does not take, for people.</summary>
    /// <param name="answer">Its body: <c>{"errors": ["$.kind: must be …"]}</c>.</param>
    public static string Refusal(JsonObject fault, string answer)
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
        return $"The simulator does not take the fault {fault.ToJsonString(JsonText.Plain)}:{list}";
    }

    [GeneratedRegex(@"^\$(\.(?<member>[^:]*))?:\s*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    private static JsonNode? ValueOf(string text) => text switch
    {
        "null" => null,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => text,
    };
}
