using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Faults;

/// <summary>Faults as JSON, and in the short form of the command line.</summary>
internal static class FaultJson
{
    private static readonly Dictionary<string, FaultKind> Kinds = Enum.GetValues<FaultKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(FaultKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>Reads one fault.</summary>
    /// <exception cref="FleetFormatException">With everything that is wrong.</exception>
    public static Fault Read(JsonElement json)
    {
        var mistakes = new List<string>();
        var fault = Read(new JsonReading(json, "$", mistakes));
        return mistakes.Count == 0 ? fault : throw new FleetFormatException(mistakes);
    }

    public static Fault Read(JsonReading json)
    {
        json.OnlyMembers("instanceId", "groupId", "action", "kind", "phase", "code", "message", "times", "probability", "milliseconds", "status", "atBatch",
            "number", "remaining", "happened");
        var kindName = json.Text("kind", "");
        var isKnown = Kinds.TryGetValue(kindName, out var kind);
        if (!isKnown)
            json.Complain("kind", $"must be one of {string.Join(", ", Kinds.Keys)}, not '{kindName}'");
        var phase = json.Text("phase", "before");
        if (phase is not ("before" or "after"))
            json.Complain("phase", $"must be before or after, not '{phase}'");
        var fault = new Fault
        {
            Kind = kind,
            InstanceId = json.TextOrNull("instanceId"),
            GroupId = json.TextOrNull("groupId"),
            Action = json.TextOrNull("action"),
            Phase = phase == "after" ? FaultPhase.After : FaultPhase.Before,
            Code = json.TextOrNull("code"),
            Message = json.TextOrNull("message"),
            Probability = json.Number("probability", 1),
            Milliseconds = json.Integer("milliseconds", 0),
            Status = json.Integer("status", 502),
            AtBatch = json.Integer("atBatch", 1),
        };
        fault = json.IsNull("times") ? fault with { Times = null } : json.Has("times") ? fault with { Times = json.Integer("times", 1) } : fault;
        if (json.Has("remaining"))
            fault = fault with { Times = json.Integer("remaining", 1) };
        // Of a kind that there is not, nobody can say what it needs.
        foreach (var error in isKnown ? fault.Mistakes() : fault.MistakesInNumbers())
            json.Complain(null, error);
        return fault;
    }

    /// <summary>Reads <c>instanceId=ins-…,kind=failOnce</c>, or JSON if it begins with a brace.</summary>
    /// <exception cref="FleetFormatException">With everything that is wrong.</exception>
    public static Fault Parse(string text)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            using var given = Json(text);
            return Read(given.RootElement);
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (part.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                    WritePart(writer, part[..equals].Trim(), part[(equals + 1)..].Trim());
                else
                    throw new FleetFormatException([$"'{part}' is not of the form name=value"]);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return Read(document.RootElement);
    }

    public static void Write(Utf8JsonWriter json, PlannedFault planned)
    {
        var fault = planned.Fault;
        json.WriteStartObject();
        json.WriteNumber("number", planned.Number);
        if (fault.InstanceId is not null)
            json.WriteString("instanceId", fault.InstanceId);
        if (fault.GroupId is not null)
            json.WriteString("groupId", fault.GroupId);
        if (fault.Action is not null)
            json.WriteString("action", fault.Action);
        json.WriteString("kind", NameOf(fault.Kind));
        if (fault.IsOfAction)
            json.WriteString("phase", fault.Phase == FaultPhase.After ? "after" : "before");
        if (fault.Code is not null)
            json.WriteString("code", fault.Code);
        if (fault.Message is not null)
            json.WriteString("message", fault.Message);
        WriteTimes(json, "times", fault.Times);
        WriteTimes(json, "remaining", planned.Remaining);
        json.WriteNumber("happened", planned.Happened);
        json.WriteNumber("probability", fault.Probability);
        if (fault.Kind is FaultKind.Delay or FaultKind.LostAnswer)
            json.WriteNumber("milliseconds", fault.Milliseconds);
        if (fault.Kind == FaultKind.Http)
            json.WriteNumber("status", fault.Status);
        if (fault.GroupId is not null)
            json.WriteNumber("atBatch", fault.AtBatch);
        json.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter json, string name, int? times)
    {
        if (times is { } count)
            json.WriteNumber(name, count);
        else
            json.WriteNull(name);
    }

    private static void WritePart(Utf8JsonWriter writer, string name, string value)
    {
        writer.WritePropertyName(name);
        if (name is "times" or "probability" or "milliseconds" or "status" or "atBatch" && (value is "null" or "always" || IsNumber(value)))
            writer.WriteRawValue(value == "always" ? "null" : value);
        else
            writer.WriteStringValue(value);
    }

    private static bool IsNumber(string value)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(value));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonDocument Json(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException broken)
        {
            throw new FleetFormatException([$"this is not JSON; it goes wrong at character {broken.BytePositionInLine + 1}"]);
        }
    }
}
