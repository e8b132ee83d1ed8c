using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Json;

namespace TencentcloudRefresh.Simulator.Faults;

/// <summary>Faults as JSON.</summary>
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

    /// <summary>Reads what people write; the short forms that need no id are of the fleet.</summary>
    /// <exception cref="FleetFormatException">With everything that is wrong.</exception>
    public static Fault Parse(string text, Fleet fleet)
    {
        var fault = FaultText.Completed(FaultText.Read(text), () => OnlyGroup(fleet), group => [.. fleet.Group(group)?.Instances.Select(instance => instance.Id) ?? []]);
        using var json = JsonDocument.Parse(fault.ToJsonString());
        return Read(json.RootElement)[0];
    }

    private static string OnlyGroup(Fleet fleet) => fleet.Groups is [var only]
        ? only.Id
        : throw new FleetFormatException([$"groupId is needed, since there are {fleet.Groups.Length} groups"]);
}
