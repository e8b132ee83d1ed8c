using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>One trigger, and the items of a launch configuration that it is made from.</summary>
/// <param name="Name">The name of the trigger.</param>
/// <param name="Parts">The items in the order in which they stand in the text. A part without a name is the whole text.</param>
internal sealed record TriggerDefinition(string Name, ImmutableArray<(string? Name, string Item)> Parts)
{
    /// <summary>Content is hashed however short it is.</summary>
    public bool AlwaysHashed { get; init; }

    /// <summary>An item of which the service reports false also where a program gives nothing: read from there, false is left out.</summary>
    public string? FalseIfNotGiven { get; init; }

    /// <summary>Read from a launch configuration only: the function takes them as one of the others, under a name of the program's own.</summary>
    public const string NetworkInterfaces = "networkInterfaces";

    /// <summary>Which triggers each mode has: those of the items that it applies.</summary>
    public static IEnumerable<TriggerDefinition> Of(string refreshMode)
        => refreshMode == RefreshMode.Replace ? [.. Reinstalled, .. OnlyNew] : Reinstalled;

    private static ImmutableArray<TriggerDefinition> Reinstalled { get; } =
    [
        Whole("imageId"),
        Whole("userData") with { AlwaysHashed = true },
        new("enhancedService",
            [("security", "enhancedSecurityService"), ("monitor", "enhancedMonitorService"), ("automationTools", "enhancedAutomationToolsService")]),
        new("hostName", [("name", "hostName"), ("style", "hostNameStyle")]),
        new("loginSettings", [("keys", TriggerItems.KeyIds), ("keepImageLogin", "keepImageLogin"), ("password", TriggerItems.Password)]),
    ];

    private static ImmutableArray<TriggerDefinition> OnlyNew { get; } =
    [
        Whole("instanceTypes"),
        new("systemDisk",
            [("type", "systemDiskType"), ("size", "systemDiskSize"), ("encrypt", "systemDiskEncrypt"), ("kmsKey", "systemDiskKmsKeyId")])
            { FalseIfNotGiven = "systemDiskEncrypt" },
        new("dataDiskKeys", [(null, "dataDiskKmsKeyIds")]),
        Whole(NetworkInterfaces),
        Whole("securityGroupIds"),
        new("internetAccessible",
            [("charge", "internetChargeType"), ("bandwidth", "internetMaxBandwidthOut"), ("publicIp", "publicIpAssigned")]),
        Whole("camRoleName"),
        Whole("instanceChargeType"),
        new("instanceName", [("name", "instanceName"), ("style", "instanceNameStyle")]),
        Whole("instanceTags"),
        Whole("others"),
    ];

    /// <summary>The whole text, not shortened. Null: no item is given.</summary>
    /// <param name="textOf">The text of an item, or null where it is not given.</param>
    public string? TextOf(Func<string, string?> textOf)
        => Parts is [(null, var item)] ? textOf(item) : TriggerText.Parts(Parts.Select(part => (part.Name!, textOf(part.Item))));

    /// <summary>The trigger for a text: as it stands where it is short and open, else its hash.</summary>
    public string Shorten(string text) => AlwaysHashed ? TriggerText.Hash(text) : TriggerText.Shorten(text);

    private static TriggerDefinition Whole(string name) => new(name, [(null, name)]);
}
