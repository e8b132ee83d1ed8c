using System.Text;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Mapping;

namespace TencentcloudRefresh.Provider.Configuration;

/// <summary>What was read, and every mistake found on the way. The settings are whole only if there is none.</summary>
internal sealed record SettingsRead(ProviderSettings Settings, IReadOnlyList<CheckFailure> Failures);

/// <summary>Reads the provider's configuration. Pure: looks at nothing but the values it is given.</summary>
internal static class SettingsReader
{
    private const int LongestSession = 12 * 60 * 60;
    private const int MostRetries = 20;
    private const int LongestPath = 4095;
    private const int LongestName = 255;

    public static SettingsRead Read(PropertyMap config)
    {
        var failures = new List<CheckFailure>();
        // CheckConfig gets every value unwrapped: what is secret by nature is known by its name.
        var marked = config.Select((name, value) => ConfigKeys.Secret.Contains(name) ? value.AsSecret() : value);
        var section = new ObjectReader(marked, PropertyPath.Root, isSecret: false, failures);
        section.Forbid(ConfigKeys.All, ConfigKeys.OfTheEngine);
        bool insecure = section.Flag(ConfigKeys.AllowInsecureEndpoint) ?? false;
        bool mayBePlain = insecure || section.IsUnknown(ConfigKeys.AllowInsecureEndpoint);
        var settings = new ProviderSettings
        {
            Region = Region(section),
            SecretId = section.Text(ConfigKeys.SecretId),
            SecretKey = section.Text(ConfigKeys.SecretKey),
            SecurityToken = section.Text(ConfigKeys.SecurityToken),
            Profile = section.Text(ConfigKeys.Profile),
            SharedCredentialsDir = section.Text(ConfigKeys.SharedCredentialsDir),
            CamRoleName = section.Text(ConfigKeys.CamRoleName),
            AssumeRole = section.Section(ConfigKeys.AssumeRole) is { } role ? AssumeRole(role) : null,
            WebIdentity = section.Section(ConfigKeys.AssumeRoleWithWebIdentity) is { } identity ? WebIdentity(identity) : null,
            Domain = Domain(section),
            Endpoint = Address(section, ConfigKeys.Endpoint, "https://as.tencentcloudapi.com", mayBePlain),
            StsEndpoint = Address(section, ConfigKeys.StsEndpoint, "https://sts.tencentcloudapi.com", mayBePlain),
            AllowInsecureEndpoint = insecure,
            MaxRetries = section.Whole(ConfigKeys.MaxRetries, 0, MostRetries),
            PollInterval = section.Number(ConfigKeys.PollIntervalSeconds, seconds => seconds is >= 0.01 and <= 3600, "a number of seconds from 0.01 to 3600")
                is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            ReportDirectory = PathAt(section, ConfigKeys.ReportDirectory),
            RecordFile = PathAt(section, ConfigKeys.RecordFile),
        };
        if (section.Number(ConfigKeys.RequestsPerSecond, rate => rate is > 0 and <= 1000, "a number, more than 0 and at most 1000") is { } rate)
            settings = settings with { RequestsPerSecond = rate };
        CheckKeyPair(section, settings);
        return new(settings, failures);
    }

    /// <summary>One half of a key pair never works, and mixing it with half of another source would be a riddle to debug.</summary>
    private static void CheckKeyPair(ObjectReader section, ProviderSettings settings)
    {
        Demand(ConfigKeys.SecretId, settings.SecretId, ConfigKeys.SecretKey, settings.SecretKey);
        Demand(ConfigKeys.SecretKey, settings.SecretKey, ConfigKeys.SecretId, settings.SecretId);
        Demand(ConfigKeys.SecurityToken, settings.SecurityToken, ConfigKeys.SecretId, settings.SecretId);

        void Demand(string given, string? value, string needed, string? other)
        {
            if (value is not null && other is null && !section.IsUnknown(needed))
                section.Fail(needed, $"is required when {given} is set: both are taken from the same place");
        }
    }

    private static string? Region(ObjectReader section)
    {
        string? region = section.Text(ConfigKeys.Region);
        if (region is null || region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            return region;
        section.Fail(ConfigKeys.Region, $"must be the id of a region, such as ap-guangzhou; was {Quoted.Text(region)}");
        return null;
    }

    /// <summary>Whether it can be written shows when it is; what no file system takes shows here.</summary>
    private static string? PathAt(ObjectReader section, string key)
    {
        string? path = section.Text(key);
        if (path is null || (!path.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(path) <= LongestPath
            && path.Split('/', '\\').All(name => Encoding.UTF8.GetByteCount(name) <= LongestName)))
        {
            return path;
        }

        section.Fail(key, $"must be a path: at most {LongestPath} bytes, {LongestName} for each name, without NUL{section.Was(key, path)}");
        return null;
    }

    private static AssumeRoleSettings? AssumeRole(ObjectReader role)
    {
        role.Forbid(ConfigKeys.OfAssumeRole, []);
        role.Require(ConfigKeys.RoleArn);
        // Read whatever becomes of the role: each mistake is told at once.
        var settings = new AssumeRoleSettings(role.Text(ConfigKeys.RoleArn) ?? "")
        {
            SessionName = role.Text(ConfigKeys.SessionName),
            Duration = role.Whole(ConfigKeys.DurationSeconds, 1, LongestSession) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            ExternalId = role.Text(ConfigKeys.ExternalId),
        };
        return settings.RoleArn.Length > 0 ? settings : null;
    }

    private static WebIdentitySettings? WebIdentity(ObjectReader identity)
    {
        identity.Forbid(ConfigKeys.OfWebIdentity, []);
        identity.Require(ConfigKeys.ProviderId);
        identity.Require(ConfigKeys.RoleArn);
        var settings = new WebIdentitySettings(identity.Text(ConfigKeys.ProviderId) ?? "", identity.Text(ConfigKeys.RoleArn) ?? "")
        {
            Token = identity.Text(ConfigKeys.WebIdentityToken),
            TokenFile = PathAt(identity, ConfigKeys.WebIdentityTokenFile),
            SessionName = identity.Text(ConfigKeys.SessionName),
            Duration = identity.Whole(ConfigKeys.DurationSeconds, 1, LongestSession) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        bool isUnknown = identity.IsUnknown(ConfigKeys.WebIdentityToken) || identity.IsUnknown(ConfigKeys.WebIdentityTokenFile);
        if (settings is { Token: not null, TokenFile: not null } or { Token: null, TokenFile: null } && !isUnknown)
            identity.Fail(ConfigKeys.WebIdentityTokenFile, $"or {ConfigKeys.WebIdentityToken} is needed: exactly one of the two");
        return settings is { ProviderId.Length: > 0, RoleArn.Length: > 0 } ? settings : null;
    }

    private static string? Domain(ObjectReader section)
    {
        if (section.Text(ConfigKeys.Domain) is not { } domain || ServiceEndpoints.FaultOfDomain(domain) is not { } fault)
            return section.Text(ConfigKeys.Domain);
        section.Fail(ConfigKeys.Domain, fault);
        return null;
    }

    private static Uri? Address(ObjectReader section, string key, string example, bool insecureAllowed)
    {
        if (section.Text(key) is not { } text)
            return null;

        string address = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/"
            || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            section.Fail(key, $"must be a host name or an address such as {example}, without path or query; was {Quoted.Text(WithoutUserInfo(text))}");
            return null;
        }

        if (uri.Scheme == "http" && !uri.IsLoopback && !insecureAllowed)
        {
            section.Fail(key, $"uses plain HTTP to another machine, where everybody on the way can read the requests: use https, "
                + $"or set {ConfigKeys.AllowInsecureEndpoint}; was {Quoted.Text(text)}");
            return null;
        }

        if (key == ConfigKeys.Endpoint && ServiceEndpoints.FaultOfEndpoint(uri) is { } fault)
        {
            section.Fail(key, fault);
            return null;
        }

        return uri;
    }

    /// <summary>People paste addresses with a password in them.</summary>
    private static string WithoutUserInfo(string text)
        => text.LastIndexOf('@') is var at and >= 0 ? $"…{text[at..]}" : text;
}
