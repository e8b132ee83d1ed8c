using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Tests.Support;

namespace TencentcloudRefresh.Provider.Tests.Configuration;

/// <summary>The catalogue of the configuration against the reader: a key that nobody reads, a range or a default that differs fails here.</summary>
public sealed class ConfigurationCatalogueTests
{
    [TestCaseSource(nameof(Keys))]
    public void EachKey_WithAListInItsPlace_IsReadAndRefused(string path, PropertyType type)
        => Assert.That(Failures(path, "[[]]"), Does.Contain(path), type.ToString());

    [TestCaseSource(nameof(WholeNumbers))]
    public void EachWholeNumber_AtTheEdgesOfItsRange_IsTakenThereAndRefusedBeyond(string path, PropertyType.WholeNumber range)
        => Assert.That(
            new[] { range.Minimum - 1, range.Minimum, range.Maximum, range.Maximum + 1 }.Select(number => Failures(path, $"{number}").Contains(path)),
            Is.EqualTo(new[] { true, false, false, true }));

    [Test]
    public void Defaults_OfTheCatalogue_AreThoseThatCount()
    {
        var settings = new ProviderSettings
        {
            AssumeRole = new("qcs::cam::uin/1:roleName/r"),
            WebIdentity = new("ci", "qcs::cam::uin/1:roleName/r") { Token = "t" },
        };
        var (client, sources) = (settings.ToClientOptions("ap-guangzhou", new()), settings.ToCredentialOptions(_ => null));
        var (role, identity) = (sources.AssumeRole!, sources.WebIdentity!);

        Assert.That(
            Defaults(ConfigurationCatalogue.Properties).Concat(Defaults(ConfigurationCatalogue.AssumeRole.Properties))
                .Concat(Defaults(ConfigurationCatalogue.AssumeRoleWithWebIdentity.Properties)),
            Is.EquivalentTo(new (string Key, PropertyValue Value)[]
            {
                (ConfigKeys.AllowInsecureEndpoint, client.AllowInsecureEndpoint),
                (ConfigKeys.RequestsPerSecond, client.RequestsPerSecond),
                (ConfigKeys.MaxRetries, client.Retry.MaxRetries),
                (ConfigKeys.PollIntervalSeconds, settings.ToPollerOptions().MaxInterval.TotalSeconds),
                (ConfigKeys.ReportSummary, settings.ReportSummary),
                (ConfigKeys.SessionName, role.SessionName),
                (ConfigKeys.DurationSeconds, role.DurationSeconds),
                (ConfigKeys.SessionName, identity.SessionName),
                (ConfigKeys.DurationSeconds, identity.DurationSeconds),
            }.Select(pair => $"{pair.Key} = {pair.Value}")));
    }

    private static IEnumerable<string> Defaults(IEnumerable<PropertyDefinition> properties)
        => properties.Where(property => property.Default is not null).Select(property => $"{property.Name} = {property.Default}");

    private static IEnumerable<TestCaseData> Keys()
        => ConfigurationCatalogue.Properties.Select(key => (Path: key.Name, key.Type))
            .Concat(ConfigurationCatalogue.AssumeRole.Properties.Select(key => (Path: $"{ConfigKeys.AssumeRole}.{key.Name}", key.Type)))
            .Concat(ConfigurationCatalogue.AssumeRoleWithWebIdentity.Properties
                .Select(key => (Path: $"{ConfigKeys.AssumeRoleWithWebIdentity}.{key.Name}", key.Type)))
            .Select(key => new TestCaseData(key.Path, key.Type).SetArgDisplayNames(key.Path));

    private static IEnumerable<TestCaseData> WholeNumbers() => Keys().Where(key => key.Arguments[1] is PropertyType.WholeNumber);

    private static List<string> Failures(string path, string json)
    {
        string config = path.Split('.').Reverse().Aggregate(json, (value, key) => $$"""{ "{{key}}": {{value}} }""");
        return [.. SettingsReader.Read(Properties.From(Wire.Struct(config))).Failures.Select(failure => failure.Path)];
    }
}
