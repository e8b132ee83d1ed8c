using System.Text;

namespace Infra;

/// <summary>What an instance is made from, and what a rollout applies. Beside an existing group only the triggers are made from it.</summary>
public sealed record InstanceSettings
{
    /// <summary>Where the secret of the settings goes in the user data.</summary>
    internal const string SecretPlace = "{{secret}}";

    /// <summary>Of the Base64 text, which is what the service counts.</summary>
    private const int UserDataLimit = 16 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string? ImageId { get; init; }

    /// <summary>Best first, at most 10.</summary>
    public IReadOnlyList<string> InstanceTypes { get; init; } = [];

    public string SystemDiskType { get; init; } = "CLOUD_PREMIUM";

    /// <summary>GB. Above 500 the vendor's provider must be 1.82.90 or newer, as Pulumi.yaml has it.</summary>
    public int SystemDiskSize { get; init; } = 50;

    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>The key pair for the login, at most one. None: the login of the image is kept, which the service does for images of one's own only.</summary>
    public IReadOnlyList<string> KeyIds { get; init; } = [];

    /// <summary>2 to 42 characters; with the number that <c>UNIQUE</c> appends it may have 46.</summary>
    public string? HostName { get; init; }

    /// <summary><c>UNIQUE</c> appends a number to the name, <c>ORIGINAL</c> gives all instances the same.</summary>
    public string HostNameStyle { get; init; } = "UNIQUE";

    /// <summary>2 to 108 characters.</summary>
    public string? InstanceName { get; init; }

    /// <summary>A script, as text with the line ends of Linux. The place <c>{{secret}}</c> in it takes the secret of the settings.</summary>
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
            settings.Error("imageId", "is required: the image of the instances, img-…");
        if (forNewGroup && types.Count == 0 && settings.Text("instanceTypes") is null)
            settings.Error("instanceTypes", "is required: what to run on, best first, such as [\"S5.MEDIUM4\"]");
        if (types.Count > 10)
            settings.Error("instanceTypes", $"must have at most 10 types (got {types.Count})");
        var keys = settings.Ids("keyIds", "skey-");
        if (keys.Count > 1)
            settings.Error("keyIds", $"must have at most one key pair (got {keys.Count}): the service takes no more for a login");

        return new InstanceSettings
        {
            ImageId = imageId,
            InstanceTypes = types,
            SystemDiskType = settings.Text("systemDiskType") ?? "CLOUD_PREMIUM",
            SystemDiskSize = settings.Number("systemDiskSize", 20, 2048) ?? 50,
            SecurityGroupIds = settings.Ids("securityGroupIds", "sg-"),
            KeyIds = keys,
            HostName = ReadHostName(settings),
            HostNameStyle = Style(settings, "hostNameStyle"),
            InstanceName = ReadInstanceName(settings),
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
            settings.Error(key, $"must be UNIQUE or ORIGINAL (got '{style}')");
        return style;
    }

    private static string? ReadHostName(SettingsReader settings)
    {
        if (settings.Text("hostName") is not { } name)
            return null;
        if (name.Length is < 2 or > 42)
            settings.Error("hostName", $"must have 2 to 42 characters (got {name.Length}): a number may follow, and 46 is the limit in all");
        else if (name.All(char.IsAsciiDigit))
            settings.Error("hostName", $"must not be digits only (got '{name}')");
        else if (!name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.')
            || !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]) || HasPair(name))
            settings.Error("hostName", $"must have letters and digits, with single hyphens and periods between them (got '{name}')");
        return name;
    }

    private static bool HasPair(string name) => name.Zip(name.Skip(1)).Any(pair => pair is { First: '-' or '.', Second: '-' or '.' });

    private static string? ReadInstanceName(SettingsReader settings)
    {
        var name = settings.Text("instanceName");
        if (name?.Length is < 2 or > 108)
            settings.Error("instanceName", $"must have 2 to 108 characters (got {name.Length})");
        return name;
    }

    private static string? ReadUserData(SettingsReader settings)
    {
        var text = settings.Text("userData");
        if (settings.Text("userDataFile") is { } path)
        {
            if (text is not null)
                settings.Error("userDataFile", "and userData are mutually exclusive: unset one of them");
            else
                text = ReadFile(settings, path);
        }

        text = text is null ? null : WithLineFeeds(text);
        var filled = text?.Replace(SecretPlace, settings.Text("userDataSecret") ?? SecretPlace, StringComparison.Ordinal);
        if (filled is not null && Base64Length(filled) is var length && length > UserDataLimit)
            settings.Error("userData", $"must have at most {UserDataLimit} characters as Base64, which is how it is sent (got {length})");
        var hasPlace = text?.Contains(SecretPlace, StringComparison.Ordinal) ?? false;
        if (hasPlace != settings.Text("userDataSecret") is not null)
            settings.Error("userDataSecret", hasPlace ? $"is required: the user data has a place for it, {SecretPlace}" : $"has no place in the user data: put {SecretPlace} there");
        return text;
    }

    /// <summary>The script as a checkout on Linux has it: another system's line ends must roll nothing, and would break the script.</summary>
    internal static string WithLineFeeds(string script) => script.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static int Base64Length(string text) => (Encoding.UTF8.GetByteCount(text) + 2) / 3 * 4;

    private static string? ReadFile(SettingsReader settings, string path)
    {
        var folder = Directory.GetCurrentDirectory();
        var full = Path.GetFullPath(path);
        if (Path.GetRelativePath(folder, full) is var below && (below.Split('/', '\\')[0] == ".." || Path.IsPathRooted(below)))
        {
            settings.Error("userDataFile", $"must be inside the project (got '{path}'): put the file below {folder}");
            return null;
        }

        try
        {
            if (File.Exists(full))
                return Strict.GetString(File.ReadAllBytes(full)).TrimStart('\uFEFF');
            settings.Error("userDataFile", $"does not exist: '{path}', below {folder}");
        }
        catch (DecoderFallbackException)
        {
            settings.Error("userDataFile", $"must be UTF-8 text (got '{path}')");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            settings.Error("userDataFile", $"cannot be read: {refused.Message}");
        }

        return null;
    }
}
