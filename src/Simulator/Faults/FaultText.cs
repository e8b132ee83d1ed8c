using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator.Faults;

/// <summary>
/// A fault as people write it: <c>instanceId=ins-…,kind=failOnce</c>, or JSON. Two forms need no id: <c>instance=3</c> is the third instance of a group, and
/// <c>batch=2</c> is of its next activity.
/// </summary>
public static class FaultText
{
    private static readonly string[] Numbers = ["times", "probability", "milliseconds", "status", "atBatch", "batch", "instance", "seconds"];

    private static readonly string[] Kinds = [.. Enum.GetValues<FaultKind>().Select(FaultJson.NameOf)];

    private static readonly string[] Told = ["kind", "instanceId", "groupId", "atBatch", "action", "policyId", "code"];

    /// <summary>Reads either form.</summary>
    /// <exception cref="FleetFormatException">Neither form, or a kind that there is none of.</exception>
    public static JsonObject Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fault = text.TrimStart().StartsWith('{') ? Json(text) : Pairs(text);
        return fault["kind"] is not JsonValue kind || Kinds.Contains(kind.ToString()) ? fault : throw UnknownKind(kind.ToString());
    }

    private static FleetFormatException UnknownKind(string kind)
        => new([$"there is no kind '{kind}' ({(CommandLine.Meant(kind, Kinds) is { } meant ? $"did you mean {meant}?" : $"kinds are {string.Join(", ", Kinds)}")})"]);

    /// <summary>Puts ids in the place of <c>instance</c> and <c>batch</c>. A fault without them stays as it is.</summary>
    /// <param name="fault">As read.</param>
    /// <param name="group">The group that is meant where none is named.</param>
    /// <param name="instancesOf">The instances of a group, those first that joined first.</param>
    /// <exception cref="FleetFormatException">There is no such instance, or the number is none.</exception>
    public static JsonObject Completed(JsonObject fault, Func<string> group, Func<string, IReadOnlyList<string>> instancesOf)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(instancesOf);
        var completed = (JsonObject)fault.DeepClone();
        if (completed["batch"] is { } batch)
        {
            completed.Remove("batch");
            completed["atBatch"] = batch;
        }

        if (completed["instance"] is { } instance)
        {
            var of = completed["groupId"]?.ToString() ?? group();
            completed.Remove("instance");
            completed.Remove("groupId");
            completed["instanceId"] = Numbered(instance.ToString(), of, instancesOf(of));
        }
        else if (completed.ContainsKey("atBatch") && !completed.ContainsKey("groupId") && !completed.ContainsKey("instanceId"))
        {
            completed["groupId"] = group();
        }

        return completed;
    }

    /// <summary>A fault as JSON has it in the short form, without what is as usual: <c>kind=failOnce,instanceId=ins-…</c>.</summary>
    public static string Of(JsonObject fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return string.Join(',', Told.Where(name => fault[name] is not null && (name != "atBatch" || fault["groupId"] is not null))
            .Select(name => $"{(name == "atBatch" ? "batch" : name)}={fault[name]}"));
    }

    /// <inheritdoc cref="Of(JsonObject)"/>
    public static string Of(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return Of(new JsonObject
        {
            ["kind"] = FaultJson.NameOf(fault.Kind),
            ["instanceId"] = fault.InstanceId,
            ["groupId"] = fault.GroupId,
            ["atBatch"] = fault.AtBatch,
            ["action"] = fault.Action,
            ["policyId"] = fault.PolicyId,
            ["code"] = fault.Code,
        });
    }

    private static string Numbered(string text, string group, IReadOnlyList<string> ids)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new FleetFormatException([$"instance={text}: expected a number, counted from 1; an id goes into instanceId"]);
        return number >= 1 && number <= ids.Count
            ? ids[number - 1]
            : throw new FleetFormatException([$"instance={number}: scaling group {group} has {(ids.Count == 0 ? "no instances" : $"instances 1 to {ids.Count}")}"]);
    }

    private static JsonObject Pairs(string text)
    {
        var fault = new JsonObject();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                fault[part[..equals].Trim()] = ValueOf(part[..equals].Trim(), part[(equals + 1)..].Trim());
            else
                throw new FleetFormatException([$"'{part}' is not of the form name=value, as in instance=3,kind=failOnce"]);
        }

        return fault;
    }

    private static JsonValue? ValueOf(string name, string value) => name switch
    {
        _ when !Numbers.Contains(name) => JsonValue.Create(value),
        _ when value is "null" or "always" => null,
        _ when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            => JsonValue.Create(number),
        _ => JsonValue.Create(value),
    };

    private static JsonObject Json(string text)
    {
        try
        {
            var fault = JsonNode.Parse(Encoding.UTF8.GetBytes(text), documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new FleetFormatException(["this is not a JSON object"]);
            // Texts are read when they are asked for: one that is not Unicode is refused here.
            foreach (var member in fault)
                _ = member.Value?.ToString();
            return fault;
        }
        catch (InvalidOperationException)
        {
            throw new FleetFormatException(["this holds text that is not Unicode"]);
        }
        catch (JsonException broken)
        {
            throw new FleetFormatException([$"this is not JSON; it goes wrong at character {broken.BytePositionInLine + 1}"]);
        }
    }
}
