using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Faults;

/// <summary>Faults as JSON, and in the short form of the command line.</summary>
internal static class FaultJson
{
    public static string NameOf(FaultKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>Reads one fault, or a list of them.</summary>
    /// <exception cref="FleetFormatException">With everything that is wrong.</exception>
    public static ImmutableArray<Fault> Read(JsonElement json)
    {
        bool isList = json.ValueKind == JsonValueKind.Array;
        ImmutableArray<Fault> faults = isList
            ? [.. JsonShape.Read(json, SimulatorJson.Files.IEnumerableFaultFile).Select(fault => fault.ToFault())]
            : [JsonShape.Read(json, SimulatorJson.Files.FaultFile).ToFault()];
        var errors = faults.SelectMany((fault, index) => fault.Errors().Select(error => isList ? $"$[{index}]: {error}" : $"$: {error}")).ToList();
        return errors.Count == 0 ? faults : throw new FleetFormatException(errors);
    }

    /// <summary>Reads <c>instanceId=ins-…,kind=failOnce</c>, or JSON if it begins with a brace.</summary>
    /// <exception cref="FleetFormatException">With everything that is wrong.</exception>
    public static Fault Parse(string text)
    {
        using var json = Json(text.TrimStart().StartsWith('{') ? text : Pairs(text).ToJsonString());
        return Read(json.RootElement)[0];
    }

    private static JsonObject Pairs(string text)
    {
        var fault = new JsonObject();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                fault[part[..equals].Trim()] = ValueOf(part[..equals].Trim(), part[(equals + 1)..].Trim());
            else
                throw new FleetFormatException([$"'{part}' is not of the form name=value"]);
        }

        return fault;
    }

    private static JsonValue? ValueOf(string name, string value) => name switch
    {
        not ("times" or "probability" or "milliseconds" or "status" or "atBatch" or "seconds") => JsonValue.Create(value),
        _ when value is "null" or "always" => null,
        _ when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            => JsonValue.Create(number),
        _ => JsonValue.Create(value),
    };

    private static JsonDocument Json(string text)
    {
        try
        {
            return JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException broken)
        {
            throw new FleetFormatException([$"this is not JSON; it goes wrong at character {broken.BytePositionInLine + 1}"]);
        }
    }
}
