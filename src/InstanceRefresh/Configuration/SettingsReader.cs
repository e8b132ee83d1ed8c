using System.Text;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What was read, and every error found on the way. Where there is one the settings are those of an empty configuration.</summary>
public sealed record SettingsRead(ProviderSettings Settings, IReadOnlyList<CheckFailure> Failures);

/// <summary>Reads the provider's configuration. Pure: looks at nothing but the values it is given.</summary>
public static class SettingsReader
{
    private const int LongestPath = 4095;
    private const int LongestName = 255;

    public static SettingsRead Read(PropertyMap config)
    {
        var reader = new CatalogueReader(fromText: true);
        var given = PropertyMap.From(config.Where(member => !ConfigKeys.OfTheEngine.Contains(member.Key)));
        var read = reader.Read(given, ConfigurationCatalogue.Properties);
        CheckRegion(read, reader);
        CheckDomain(read, reader);
        CheckAddress(read, ConfigKeys.Endpoint, "https://as.tencentcloudapi.com", reader);
        CheckAddress(read, ConfigKeys.StsEndpoint, "https://sts.tencentcloudapi.com", reader);
        CheckPath(read, ConfigKeys.ReportDirectory, "", reader);
        CheckPath(read, ConfigKeys.RecordFile, "", reader);
        CheckWebIdentity(read, reader);
        CheckKeyPair(read, reader);
        return new(reader.Failures.Count > 0 ? new() : Settings(read), reader.Failures);
    }

    private static ProviderSettings Settings(PropertyMap read)
    {
        var bare = new ProviderSettings();
        return new()
        {
            Region = read.Text(ConfigKeys.Region),
            SecretId = read.Text(ConfigKeys.SecretId),
            SecretKey = read.Text(ConfigKeys.SecretKey),
            SecurityToken = read.Text(ConfigKeys.SecurityToken),
            Profile = read.Text(ConfigKeys.Profile),
            SharedCredentialsDir = read.Text(ConfigKeys.SharedCredentialsDir),
            CamRoleName = read.Text(ConfigKeys.CamRoleName),
            AssumeRole = AssumeRole(read.Section(ConfigKeys.AssumeRole)),
            WebIdentity = WebIdentity(read.Section(ConfigKeys.AssumeRoleWithWebIdentity)),
            Domain = read.Text(ConfigKeys.Domain),
            Endpoint = read.Text(ConfigKeys.Endpoint) is { } endpoint ? AddressOf(endpoint) : null,
            StsEndpoint = read.Text(ConfigKeys.StsEndpoint) is { } sts ? AddressOf(sts) : null,
            AllowInsecureEndpoint = read.Flag(ConfigKeys.AllowInsecureEndpoint) ?? bare.AllowInsecureEndpoint,
            RequestsPerSecond = read.Number(ConfigKeys.RequestsPerSecond) ?? bare.RequestsPerSecond,
            MaxRetries = read.Whole(ConfigKeys.MaxRetries),
            PollInterval = Seconds(read.Number(ConfigKeys.PollIntervalSeconds)),
            ReportDirectory = read.Text(ConfigKeys.ReportDirectory),
            ReportSummary = read.Flag(ConfigKeys.ReportSummary) ?? bare.ReportSummary,
            RecordFile = read.Text(ConfigKeys.RecordFile),
        };
    }

    private static AssumeRoleSettings? AssumeRole(PropertyMap role) => role.Text(ConfigKeys.RoleArn) is not { } arn ? null : new(arn)
    {
        SessionName = role.Text(ConfigKeys.SessionName),
        Duration = Seconds(role.Whole(ConfigKeys.DurationSeconds)),
        ExternalId = role.Text(ConfigKeys.ExternalId),
    };

    private static WebIdentitySettings? WebIdentity(PropertyMap identity)
        => identity.Text(ConfigKeys.ProviderId) is not { } provider || identity.Text(ConfigKeys.RoleArn) is not { } arn ? null : new(provider, arn)
        {
            Token = identity.Text(ConfigKeys.WebIdentityToken),
            TokenFile = identity.Text(ConfigKeys.WebIdentityTokenFile),
            SessionName = identity.Text(ConfigKeys.SessionName),
            Duration = Seconds(identity.Whole(ConfigKeys.DurationSeconds)),
        };

    private static TimeSpan? Seconds(double? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;

    /// <summary>One half of a key pair never works, and mixing it with half of another source would be a riddle to debug.</summary>
    private static void CheckKeyPair(PropertyMap read, CatalogueReader reader)
    {
        Demand(ConfigKeys.SecretId, ConfigKeys.SecretKey);
        Demand(ConfigKeys.SecretKey, ConfigKeys.SecretId);
        Demand(ConfigKeys.SecurityToken, ConfigKeys.SecretId);

        void Demand(string given, string needed)
        {
            if (read.Text(given) is not null && read.Given(needed) is null)
                reader.Fail(needed, $"is required when {given} is set: both are taken from the same place");
        }
    }

    private static void CheckWebIdentity(PropertyMap read, CatalogueReader reader)
    {
        if (read.Given(ConfigKeys.AssumeRoleWithWebIdentity) is not PropertyValue.Object { Members: var identity })
            return;
        CheckPath(identity, ConfigKeys.WebIdentityTokenFile, $"{ConfigKeys.AssumeRoleWithWebIdentity}.", reader);
        var (token, file) = (identity.Given(ConfigKeys.WebIdentityToken), identity.Given(ConfigKeys.WebIdentityTokenFile));
        if (token is not PropertyValue.Unknown && file is not PropertyValue.Unknown && (token is null) == (file is null))
        {
            reader.Fail(
                $"{ConfigKeys.AssumeRoleWithWebIdentity}.{ConfigKeys.WebIdentityTokenFile}",
                $"or {ConfigKeys.WebIdentityToken} is needed: exactly one of the two");
        }
    }

    private static void CheckRegion(PropertyMap read, CatalogueReader reader)
    {
        if (read.Text(ConfigKeys.Region) is { } region
            && !region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            reader.Fail(ConfigKeys.Region, $"must be the id of a region, such as ap-guangzhou{Quoted.Was(read.Find(ConfigKeys.Region))}");
    }

    private static void CheckDomain(PropertyMap read, CatalogueReader reader)
    {
        if (read.Text(ConfigKeys.Domain) is { } domain && ServiceEndpoints.FaultOfDomain(domain) is { } fault)
            reader.Fail(ConfigKeys.Domain, fault);
    }

    /// <summary>Whether it can be written shows when it is; what no file system takes shows here.</summary>
    private static void CheckPath(PropertyMap read, string key, string within, CatalogueReader reader)
    {
        if (read.Text(key) is { } path && (path.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(path) > LongestPath
            || path.Split('/', '\\').Any(name => Encoding.UTF8.GetByteCount(name) > LongestName)))
        {
            reader.Fail(within + key, $"must be a path: at most {LongestPath} bytes, {LongestName} for each name, without NUL{Quoted.Was(read.Find(key))}");
        }
    }

    private static void CheckAddress(PropertyMap read, string key, string example, CatalogueReader reader)
    {
        if (read.Text(key) is not { } text)
            return;

        bool isSecret = read.Find(key) is PropertyValue.Secret;
        // Where it is not known yet whether plain HTTP is allowed, it may be.
        bool insecureAllowed = read.Given(ConfigKeys.AllowInsecureEndpoint) is PropertyValue.Unknown or PropertyValue.Bool { Value: true };
        if (AddressOf(text) is not { } address)
        {
            reader.Fail(
                key, $"must be a host name or an address such as {example}, without path or query{Quoted.Was(WithoutUserInfo(text), isSecret)}");
        }
        else if (address.Scheme == "http" && !address.IsLoopback && !insecureAllowed)
        {
            reader.Fail(
                key,
                "uses plain HTTP to another machine, where everybody on the network path can read the requests: use https, "
                + $"or set {ConfigKeys.AllowInsecureEndpoint}{Quoted.Was(text, isSecret)}");
        }
        else if (key == ConfigKeys.Endpoint && ServiceEndpoints.FaultOfEndpoint(address) is { } fault)
        {
            reader.Fail(key, fault);
        }
    }

    /// <summary>Null if it is none; a scheme alone is what is left of one.</summary>
    private static Uri? AddressOf(string text)
        => text is not ("http" or "https") && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out var uri)
            && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" } ? uri : null;

    /// <summary>People paste addresses with a password in them.</summary>
    private static string WithoutUserInfo(string text)
        => text.LastIndexOf('@') is var at and >= 0 ? $"…{text[at..]}" : text;
}
