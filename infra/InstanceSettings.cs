using System.Text;

namespace Infra;

/// <summary>What an instance is made from, and what a rollout applies. Beside an existing group only the triggers are made from it.</summary>
public sealed record InstanceSettings
{
    /// <summary>Where the secret of the settings goes in the user data.</summary>
    internal const string SecretPlace = "{{secret}}";

    private const int UserDataLimit = 16 * 1024;

    public string? ImageId { get; init; }

    /// <summary>Best first, at most 10.</summary>
    public IReadOnlyList<string> InstanceTypes { get; init; } = [];

    public string SystemDiskType { get; init; } = "CLOUD_PREMIUM";

    /// <summary>GB.</summary>
    public int SystemDiskSize { get; init; } = 50;

    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Key pairs for the login. None: the login of the image is kept.</summary>
    public IReadOnlyList<string> KeyIds { get; init; } = [];

    public string? HostName { get; init; }

    /// <summary><c>UNIQUE</c> appends a number to the name, <c>ORIGINAL</c> gives all instances the same.</summary>
    public string HostNameStyle { get; init; } = "UNIQUE";

    public string? InstanceName { get; init; }

    /// <summary>A script, as text. The place <c>{{secret}}</c> in it takes the secret of the settings.</summary>
    public string? UserData { get; init; }

    public bool SecurityAgent { get; init; } = true;

    public bool MonitorAgent { get; init; } = true;

    public bool AutomationAgent { get; init; }

    /// <summary>Mbit/s; 0 gives no public address.</summary>
    public int InternetMaxBandwidthOut { get; init; }

    public string? CamRoleName { get; init; }

    internal static InstanceSettings Read(SettingsReader settings, bool forNewGroup)
    {
        var imageId = settings.Id("imageId", "img-");
        var types = settings.List("instanceTypes");
        if (forNewGroup && settings.Text("imageId") is null)
            settings.Mistake("imageId", "is missing: the image of the instances, img-…");
        if (forNewGroup && types.Count == 0 && settings.Text("instanceTypes") is null)
            settings.Mistake("instanceTypes", "is missing: what to run on, best first, such as [\"S5.MEDIUM4\"]");
        if (types.Count > 10)
            settings.Mistake("instanceTypes", $"has at most 10 types, not {types.Count}");

        return new InstanceSettings
        {
            ImageId = imageId,
            InstanceTypes = types,
            SystemDiskType = settings.Text("systemDiskType") ?? "CLOUD_PREMIUM",
            SystemDiskSize = settings.Number("systemDiskSize", 20, 2048) ?? 50,
            SecurityGroupIds = settings.Ids("securityGroupIds", "sg-"),
            KeyIds = settings.Ids("keyIds", "skey-"),
            HostName = settings.Text("hostName"),
            HostNameStyle = Style(settings, "hostNameStyle"),
            InstanceName = settings.Text("instanceName"),
            UserData = ReadUserData(settings),
            SecurityAgent = settings.Flag("securityAgent") ?? true,
            MonitorAgent = settings.Flag("monitorAgent") ?? true,
            AutomationAgent = settings.Flag("automationAgent") ?? false,
            InternetMaxBandwidthOut = settings.Number("internetMaxBandwidthOut", 0, 2000) ?? 0,
            CamRoleName = settings.Text("camRoleName"),
        };
    }

    private static string Style(SettingsReader settings, string key)
    {
        var style = settings.Text(key) ?? "UNIQUE";
        if (style is not ("UNIQUE" or "ORIGINAL"))
            settings.Mistake(key, $"is UNIQUE or ORIGINAL, not '{style}'");
        return style;
    }

    private static string? ReadUserData(SettingsReader settings)
    {
        var text = settings.Text("userData");
        if (settings.Text("userDataFile") is { } path)
        {
            if (text is not null)
                settings.Mistake("userDataFile", "and userData exclude each other: unset one of them");
            else if (!File.Exists(path))
                settings.Mistake("userDataFile", $"does not exist: '{path}', below {Directory.GetCurrentDirectory()}");
            else
                text = File.ReadAllText(path);
        }

        if (text is not null && Encoding.UTF8.GetByteCount(text) > UserDataLimit)
            settings.Mistake("userData", $"has at most {UserDataLimit / 1024} KB");
        var hasPlace = text?.Contains(SecretPlace, StringComparison.Ordinal) ?? false;
        if (hasPlace != settings.Text("userDataSecret") is not null)
            settings.Mistake("userDataSecret", hasPlace ? $"is missing: the user data has a place for it, {SecretPlace}" : $"has no place in the user data: put {SecretPlace} there");
        return text;
    }
}
