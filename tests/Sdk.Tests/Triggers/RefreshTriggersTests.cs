using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.TencentcloudRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Pulumi.Tests;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Sdk.Tests.Triggers;

/// <summary>What starts a rollout, and what does not.</summary>
public sealed class RefreshTriggersTests
{
    private static readonly string[] ItemsOfAReset = ["imageId", "userData", "enhancedService", "hostName", "loginSettings"];

    [Test]
    public async Task From_Reset_TakesExactlyWhatAReinstallApplies()
        => Assert.That((await TriggersAsync(RefreshMode.RollingUpdateReset, Everything())).Keys, Is.EquivalentTo(ItemsOfAReset));

    [Test]
    public async Task From_Replace_TakesEverything()
        => Assert.That((await TriggersAsync(RefreshMode.RollingUpdateReplace, Everything())).Keys, Is.EquivalentTo(new[]
        {
            "imageId", "userData", "enhancedService", "hostName", "loginSettings",
            "instanceTypes", "systemDisk", "securityGroupIds", "internetAccessible", "camRoleName", "instanceChargeType", "instanceName",
            "instanceTags", "others", "dataDiskKeys", "networkInterfaces",
        }));

    /// <summary>The provider's function for the other languages is held against the same vectors.</summary>
    [TestCaseSource(nameof(Vectors))]
    public async Task From_Vector_GivesItsTriggers(TriggerVector vector)
    {
        var mode = vector.RefreshMode == (string)RefreshMode.RollingUpdateReset ? RefreshMode.RollingUpdateReset : RefreshMode.RollingUpdateReplace;

        var triggers = await TriggersAsync(mode, ItemsOf(vector));

        Assert.That(triggers, Is.EqualTo(PropertyMap.From(vector.Triggers.Select(trigger => KeyValuePair.Create(
            trigger.Key, vector.SecretTriggers.Contains(trigger.Key) ? new PropertyValue.Secret(trigger.Value) : (PropertyValue)trigger.Value)))));
    }

    [Test]
    public void Items_OfTheClass_AreThoseOfTheFunctionAndNetworkInterfaces()
        => Assert.That(
            typeof(LaunchConfigurationItems).GetProperties().Select(property => property.Name)
                .Where(name => name != nameof(LaunchConfigurationItems.NetworkInterfaces)),
            Is.EquivalentTo(typeof(Pulumi.TencentcloudRefresh.Inputs.TriggerItemsArgs).GetProperties()
                .Where(property => property.GetMethod?.IsStatic == false).Select(property => property.Name)));

    [Test]
    public async Task From_NothingGiven_TriggersNothing()
    {
        Assert.That(await TriggersAsync(RefreshMode.RollingUpdateReset, new()), Is.Empty);
        Assert.That(await TriggersAsync(RefreshMode.RollingUpdateReplace, new()), Is.Empty);
    }

    [Test]
    public async Task From_ShortOpenTexts_StandAsTheyAre()
    {
        var triggers = await TriggersAsync(RefreshMode.RollingUpdateReplace, Everything());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(triggers["imageId"]), Is.EqualTo("img-1"));
            Assert.That(Text(triggers["enhancedService"]), Is.EqualTo("security=true,monitor=false"));
            Assert.That(Text(triggers["hostName"]), Is.EqualTo("name=web,style=UNIQUE"));
            Assert.That(Text(triggers["systemDisk"]), Is.EqualTo("type=CLOUD_SSD,size=50,encrypt=true,kmsKey=kms-1"));
            Assert.That(Text(triggers["dataDiskKeys"]), Is.EqualTo("kms-2,"));
            Assert.That(Text(triggers["networkInterfaces"]), Is.EqualTo("sha256:4814c0fa05588526636b3da845251667"), "as the provider computes it");
            Assert.That(Text(triggers["instanceTags"]), Is.EqualTo("a=1,b=2"));
            Assert.That(Text(triggers["instanceTypes"]), Is.EqualTo("S5.MEDIUM4,S5.LARGE8"));
        }
    }

    [Test]
    public async Task From_UserData_IsAlwaysHashed()
    {
        var triggers = await TriggersAsync(RefreshMode.RollingUpdateReset, new() { UserData = "aGk=" });
        Assert.That(Text(triggers["userData"]), Is.EqualTo("sha256:96e3186af2815065fbc894de1bdadda7"), "SHA-256 of the text aGk=, its first 16 bytes");
    }

    [TestCase("IyEvYmluL3NoCg==", "sha256:3dcecd6922b17ceaf7e2ff4a246cb28f")]
    [TestCase("#!/bin/sh\n", "sha256:a8076d3d28d21e02012b20eaf7dbf754")]
    [TestCase("#!/bin/sh\necho hi\n", "sha256:299001868fb8c02fd431c336c6d058f5")]
    [TestCase("IyEvYmluL3NoCmVjaG8gaGkK", "sha256:f4adc3ff58e83257a97557e4605ae763")]
    [TestCase("H4sNCv8=", "sha256:c36ccf989c91215d49006ddc46948d8d")]
    public async Task From_UserDataWithoutCarriageReturns_HashesAsBefore(string userData, string expected)
        => Assert.That(Text((await TriggersAsync(RefreshMode.RollingUpdateReset, new() { UserData = userData }))["userData"]), Is.EqualTo(expected));

    [TestCase("#!/bin/sh\r\necho hi\r\n", "#!/bin/sh\necho hi\n")]
    [TestCase("IyEvYmluL3NoDQplY2hvIGhpDQo=", "IyEvYmluL3NoCmVjaG8gaGkK")]
    [Bug("a checkout on another system rolled the fleet, since the line ends of the user data had changed")]
    public async Task From_UserDataWithOtherLineEnds_TriggersNothing(string ofWindows, string ofLinux)
    {
        var one = await TriggersAsync(RefreshMode.RollingUpdateReset, new() { UserData = ofWindows });
        var other = await TriggersAsync(RefreshMode.RollingUpdateReset, new() { UserData = ofLinux });
        Assert.That(one["userData"], Is.EqualTo(other["userData"]));
    }

    [Test]
    public async Task From_ConfigurationWithoutTheNewItems_HashesAsBefore()
    {
        var triggers = await TriggersAsync(RefreshMode.RollingUpdateReplace, new() { SystemDiskType = "CLOUD_SSD", SystemDiskSize = 50, HostName = "web" });
        Assert.That(triggers.ToString(), Is.EqualTo(PropertyMap.Of(("hostName", "name=web"), ("systemDisk", "type=CLOUD_SSD,size=50")).ToString()));
    }

    [Test]
    public async Task From_LongText_IsHashed()
    {
        var edge = await TriggersAsync(RefreshMode.RollingUpdateReset, new() { ImageId = new string('x', 64) });
        var beyond = await TriggersAsync(RefreshMode.RollingUpdateReset, new() { ImageId = new string('x', 65) });
        Assert.That(Text(edge["imageId"]), Has.Length.EqualTo(64).And.Not.StartsWith("sha256:"));
        Assert.That(Text(beyond["imageId"]), Does.Match("^sha256:[0-9a-f]{32}$"));
    }

    [Test]
    public async Task From_SecretItem_IsHashedAndStaysSecret()
    {
        var triggers = await TriggersAsync(RefreshMode.RollingUpdateReset, new()
        {
            ImageId = Output.CreateSecret("img-1"),
            Password = "hunter2",
            HostName = "web",
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(triggers["imageId"], Is.TypeOf<PropertyValue.Secret>());
            Assert.That(Text(((PropertyValue.Secret)triggers["imageId"]).Inner), Does.StartWith("sha256:"));
            Assert.That(triggers["loginSettings"], Is.TypeOf<PropertyValue.Secret>(), "a password is a secret, whether marked or not");
            Assert.That(triggers["hostName"], Is.TypeOf<PropertyValue.Text>(), "its neighbour is none");
        }
    }

    [Test]
    public async Task From_UnknownItem_MakesOnlyItsOwnTriggerUnknown()
    {
        var triggers = await TriggersAsync(
            RefreshMode.RollingUpdateReset,
            () => new() { ImageId = new Base("base").Id, HostName = "web" }, dryRun: true);

        Assert.That(triggers["imageId"], Is.EqualTo(new PropertyValue.Unknown()));
        Assert.That(Text(triggers["hostName"]), Is.EqualTo("name=web"));
    }

    [Test]
    public async Task From_KeysInAnotherOrder_TriggersNothing()
    {
        var one = await TriggersAsync(RefreshMode.RollingUpdateReset, new() { KeyIds = { "skey-b", "skey-a" } });
        var other = await TriggersAsync(RefreshMode.RollingUpdateReset, new() { KeyIds = new[] { "skey-a", "skey-b" } });
        var more = await TriggersAsync(RefreshMode.RollingUpdateReset, new() { KeyIds = { "skey-a", "skey-b", "skey-c" } });

        Assert.That(one["loginSettings"], Is.EqualTo(other["loginSettings"]));
        Assert.That(more["loginSettings"], Is.Not.EqualTo(other["loginSettings"]));
    }

    [Test]
    public async Task From_TagsInAnotherOrder_TriggersNothing()
    {
        var one = await TriggersAsync(RefreshMode.RollingUpdateReplace, new() { InstanceTags = { ["a"] = "1", ["b"] = "2" } });
        var other = await TriggersAsync(RefreshMode.RollingUpdateReplace, new() { InstanceTags = { ["b"] = "2", ["a"] = "1" } });
        Assert.That(one["instanceTags"], Is.EqualTo(other["instanceTags"]));
    }

    [Test]
    public async Task From_InstanceTypesInAnotherOrder_IsAChange()
    {
        var one = await TriggersAsync(RefreshMode.RollingUpdateReplace, new() { InstanceTypes = { "S5.MEDIUM4", "S5.LARGE8" } });
        var other = await TriggersAsync(RefreshMode.RollingUpdateReplace, new() { InstanceTypes = { "S5.LARGE8", "S5.MEDIUM4" } });
        Assert.That(one["instanceTypes"], Is.Not.EqualTo(other["instanceTypes"]), "the first one is the preferred one");
    }

    [Test]
    public async Task From_SeparatorsInsideTexts_CannotImitateAnotherContent()
    {
        var one = await TriggersAsync(RefreshMode.RollingUpdateReplace, new() { Others = { ["a"] = "1,b=2" } });
        var two = await TriggersAsync(RefreshMode.RollingUpdateReplace, new() { Others = { ["a"] = "1", ["b"] = "2" } });
        Assert.That(one["others"], Is.Not.EqualTo(two["others"]));
    }

    [Test]
    public async Task From_MoreAdded_KeepsBoth()
    {
        await using var engine = await FakeEngine.StartAsync().Soon();
        await engine.RunAsync(() =>
        {
            var triggers = RefreshTriggers.From(RefreshMode.RollingUpdateReset, new() { ImageId = "img-1" });
            triggers.Add("label", "again");
            return new() { ["triggers"] = triggers };
        }).Soon();

        Assert.That(engine.StackOutputs()["triggers"], Is.EqualTo(PropertyValue.Object.Of(("imageId", "img-1"), ("label", "again"))));
    }

    private static LaunchConfigurationItems ItemsOf(TriggerVector vector)
    {
        var items = new LaunchConfigurationItems();
        foreach (var (name, value) in vector.Items)
        {
            var property = typeof(LaunchConfigurationItems).GetProperty(char.ToUpperInvariant(name[0]) + name[1..])!;
            property.SetValue(items, InputOf(value!, property.PropertyType, vector.Secrets.Contains(name)));
        }

        return items;
    }

    private static object InputOf(JsonNode value, Type type, bool isSecret) => value switch
    {
        JsonArray list => (InputList<string>)list.Select(item => item!.GetValue<string>()).ToList(),
        JsonObject map => (InputMap<string>)map.ToDictionary(member => member.Key, member => member.Value!.GetValue<string>()),
        _ when type == typeof(Input<bool>) => (Input<bool>)value.GetValue<bool>(),
        _ when type == typeof(Input<double>) => (Input<double>)value.GetValue<double>(),
        _ when isSecret => (Input<string>)Output.CreateSecret(value.GetValue<string>()),
        _ => (Input<string>)value.GetValue<string>(),
    };

    private static IEnumerable<TriggerVector> Vectors() => TriggerVector.All;

    private static LaunchConfigurationItems Everything() => new()
    {
        ImageId = "img-1",
        UserData = "IyEvYmluL3NoCg==",
        EnhancedSecurityService = true,
        EnhancedMonitorService = false,
        HostName = "web",
        HostNameStyle = "UNIQUE",
        KeyIds = { "skey-1" },
        KeepImageLogin = false,
        InstanceTypes = { "S5.MEDIUM4", "S5.LARGE8" },
        SystemDiskType = "CLOUD_SSD",
        SystemDiskSize = 50,
        SecurityGroupIds = { "sg-1" },
        InternetChargeType = "TRAFFIC_POSTPAID_BY_HOUR",
        InternetMaxBandwidthOut = 5,
        PublicIpAssigned = true,
        CamRoleName = "web",
        InstanceChargeType = "POSTPAID_BY_HOUR",
        InstanceName = "web",
        InstanceNameStyle = "UNIQUE",
        InstanceTags = { ["b"] = "2", ["a"] = "1" },
        SystemDiskEncrypt = true,
        SystemDiskKmsKeyId = "kms-1",
        DataDiskKmsKeyIds = { "kms-2", "" },
        NetworkInterfaces =
        {
            new NetworkInterfaceItem { SecurityGroupIds = ["sg-a", "sg-b"] },
            new NetworkInterfaceItem { InterfaceType = "SECONDARY", PrivateIpv4AddressCount = 2, IsKeepEni = true },
        },
        Others = { ["dataDisk"] = "100" },
    };

    private static Task<PropertyMap> TriggersAsync(RefreshMode mode, LaunchConfigurationItems items) => TriggersAsync(mode, () => items);

    // As they reach the engine: only there is visible what is secret and what is unknown.
    private static async Task<PropertyMap> TriggersAsync(RefreshMode mode, Func<LaunchConfigurationItems> items, bool dryRun = false)
    {
        await using var engine = await FakeEngine.StartAsync(dryRun).Soon();
        var exitCode = await engine.RunAsync(() => new() { ["triggers"] = RefreshTriggers.From(mode, items()) }).Soon();
        Assert.That(exitCode, Is.Zero, string.Join(Environment.NewLine, engine.Logs.Select(log => log.Message)));
        return ((PropertyValue.Object)engine.StackOutputs()["triggers"]).Members;
    }

    private static string Text(PropertyValue value) => ((PropertyValue.Text)value).Value;

    private sealed class Base(string name) : CustomResource("cloud:index:Base", name, null);
}
