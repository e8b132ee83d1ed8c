using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TencentcloudRefresh.Rehearsal.Stage;

/// <summary>A fault on the command line: JSON, or <c>instanceId=ins-…,kind=failOnce</c>.</summary>
internal static class FaultText
{
    /// <exception cref="StageException">Neither form.</exception>
    public static JsonObject Parse(string text)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            try
            {
                return (JsonObject)JsonNode.Parse(text)!;
            }
            catch (JsonException broken)
            {
                throw new StageException($"--fault {text}: {broken.Message}", broken);
            }
        }

        JsonObject fault = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int cut = part.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0)
                throw new StageException($"--fault {text}: expected JSON or name=value pairs, for example instance=3,kind=failOnce or action=StartInstanceRefresh,kind=lostAnswer.");
            fault[part[..cut].Trim()] = ValueOf(part[(cut + 1)..].Trim());
        }

        return fault;
    }

    private static JsonNode? ValueOf(string text) => text switch
    {
        "null" => null,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => text,
    };
}
