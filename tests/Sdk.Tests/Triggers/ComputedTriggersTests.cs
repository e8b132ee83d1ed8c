extern alias domain;

using System.Collections.Immutable;
using Pulumi;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Pulumi.Tests;
using TencentcloudRefresh.TestKit;
using ComputedTriggers = domain::TencentcloudRefresh.InstanceRefresh.ComputedTriggers;
using LaunchConfigurationItems = Pulumi.TencentcloudRefresh.LaunchConfigurationItems;
using RefreshTriggers = Pulumi.TencentcloudRefresh.RefreshTriggers;
using SdkRefreshMode = Pulumi.TencentcloudRefresh.RefreshMode;

namespace TencentcloudRefresh.Sdk.Tests.Triggers;

/// <summary>
/// The triggers that a program computes against those that the provider computes from the configuration as the service shows it. Where the two differ by a letter,
/// a rollout that is already done is not recognised, and a fleet is reinstalled a second time.
/// </summary>
public sealed class ComputedTriggersTests
{
    private static readonly string LongText = new('x', 65);

    [TestCaseSource(nameof(Vectors))]
    public async Task ComputedTriggers_OfTheConfigurationThatAProgramMade_AreThoseOfTheProgram(LaunchConfigurationItems items, LaunchConfiguration configuration)
    {
        foreach (var (program, provider) in new[] { (SdkRefreshMode.RollingUpdateReset, RefreshMode.Reset), (SdkRefreshMode.RollingUpdateReplace, RefreshMode.Replace) })
        {
            var triggers = await TriggersAsync(program, items);

            Assert.That(ComputedTriggers.Of(provider, configuration), Is.EquivalentTo(triggers), provider);
            Assert.That(
                ComputedTriggers.Match(triggers.ToImmutableSortedDictionary(StringComparer.Ordinal), provider, configuration), Is.EqualTo(triggers.Count > 0), provider);
        }
    }

    /// <summary>
    /// A program need not give every part, may give a secret, and may give user data as the text itself: the provider cannot tell, but recognises all of these.
    /// </summary>
    [TestCaseSource(nameof(PartialVectors))]
    public async Task ComputedTriggers_OfAConfigurationThatTheServiceHasCompleted_MatchThoseOfTheProgram(LaunchConfigurationItems items)
    {
        var configuration = new LaunchConfiguration
        {
            ImageId = "img-1",
            UserData = "IyEvYmluL3NoCg==",
            HostNameSettings = new() { HostName = "web", HostNameStyle = "ORIGINAL" },
            EnhancedService = new() { SecurityService = new() { Enabled = true }, MonitorService = new() { Enabled = true } },
            LoginSettings = new() { KeyIds = ["skey-1"], KeepImageLogin = false },
        };
        var triggers = await TriggersAsync(SdkRefreshMode.RollingUpdateReset, items);

        Assert.That(ComputedTriggers.Match(triggers.ToImmutableSortedDictionary(StringComparer.Ordinal), RefreshMode.Reset, configuration), Is.True);
        Assert.That(
            ComputedTriggers.Match(
                triggers.ToImmutableSortedDictionary(trigger => trigger.Key, trigger => trigger.Value + " ", StringComparer.Ordinal), RefreshMode.Reset, configuration),
            Is.False, "another text is another trigger");
    }

    private static IEnumerable<TestCaseData> Vectors()
    {
        yield return Vector("nothing", new(), new());
        yield return Vector("a short image", new() { ImageId = "img-1" }, new() { ImageId = "img-1" });
        yield return Vector("a text of 64 letters", new() { ImageId = LongText[..64] }, new() { ImageId = LongText[..64] });
        yield return Vector("a text of 65 letters", new() { ImageId = LongText }, new() { ImageId = LongText });
        yield return Vector("letters beyond ASCII", new() { HostName = "größe-上海-" + LongText }, new() { HostNameSettings = new() { HostName = "größe-上海-" + LongText } });
        yield return Vector("user data", new() { UserData = "aGk=" }, new() { UserData = "aGk=" });
        yield return Vector("separators in texts",
            new() { HostName = @"a=b,c\d", SecurityGroupIds = { "sg,1", "sg=2" }, InstanceTags = { ["k=1"] = "v,1", ["k"] = "" } },
            new()
            {
                HostNameSettings = new() { HostName = @"a=b,c\d" },
                SecurityGroupIds = ["sg,1", "sg=2"],
                InstanceTags = [new() { Key = "k=1", Value = "v,1" }, new() { Key = "k", Value = "" }],
            });
        yield return Vector("keys in another order, one of them twice",
            new() { KeyIds = { "skey-b", "skey-a", "skey-b" } }, new() { LoginSettings = new() { KeyIds = ["skey-a", "skey-b"] } });
        yield return Vector("tags in another order",
            new() { InstanceTags = { ["b"] = "2", ["B"] = "3", ["a"] = "1" } },
            new() { InstanceTags = [new() { Key = "a", Value = "1" }, new() { Key = "b", Value = "2" }, new() { Key = "B", Value = "3" }] });
        yield return Vector("everything", Everything(), EverythingAsTheServiceShowsIt());
    }

    private static IEnumerable<TestCaseData> PartialVectors()
    {
        yield return Partial("one part of two", new() { HostName = "web" });
        yield return Partial("another part", new() { EnhancedMonitorService = true });
        yield return Partial("a secret", new() { ImageId = Output.CreateSecret("img-1") });
        yield return Partial("a secret part", new() { HostName = Output.CreateSecret("web"), HostNameStyle = "ORIGINAL" });
        yield return Partial("user data as the text itself", new() { UserData = "#!/bin/sh\n" });
        yield return Partial("several", new() { ImageId = "img-1", KeepImageLogin = false, KeyIds = { "skey-1" } });
    }

    private static TestCaseData Vector(string name, LaunchConfigurationItems items, LaunchConfiguration configuration)
        => new TestCaseData(items, configuration).SetArgDisplayNames(name);

    private static TestCaseData Partial(string name, LaunchConfigurationItems items) => new TestCaseData(items).SetArgDisplayNames(name);

    private static LaunchConfigurationItems Everything() => new()
    {
        ImageId = "img-1",
        UserData = "IyEvYmluL3NoCg==",
        EnhancedSecurityService = true,
        EnhancedMonitorService = false,
        EnhancedAutomationToolsService = true,
        HostName = "web",
        HostNameStyle = "UNIQUE",
        KeyIds = { "skey-1" },
        KeepImageLogin = false,
        InstanceTypes = { "S5.MEDIUM4", "S5.LARGE8" },
        SystemDiskType = "CLOUD_SSD",
        SystemDiskSize = 50,
        SecurityGroupIds = { "sg-2", "sg-1" },
        InternetChargeType = "TRAFFIC_POSTPAID_BY_HOUR",
        InternetMaxBandwidthOut = 5,
        PublicIpAssigned = true,
        CamRoleName = "web",
        InstanceChargeType = "POSTPAID_BY_HOUR",
        InstanceName = "web",
        InstanceNameStyle = "UNIQUE",
        InstanceTags = { ["b"] = "2", ["a"] = "1" },
    };

    private static LaunchConfiguration EverythingAsTheServiceShowsIt() => new()
    {
        ImageId = "img-1",
        UserData = "IyEvYmluL3NoCg==",
        EnhancedService = new()
        {
            SecurityService = new() { Enabled = true },
            MonitorService = new() { Enabled = false },
            AutomationToolsService = new() { Enabled = true },
        },
        HostNameSettings = new() { HostName = "web", HostNameStyle = "UNIQUE" },
        LoginSettings = new() { KeyIds = ["skey-1"], KeepImageLogin = false },
        InstanceTypes = ["S5.MEDIUM4", "S5.LARGE8"],
        SystemDisk = new() { DiskType = "CLOUD_SSD", DiskSize = 50 },
        SecurityGroupIds = ["sg-2", "sg-1"],
        InternetAccessible = new() { InternetChargeType = "TRAFFIC_POSTPAID_BY_HOUR", InternetMaxBandwidthOut = 5, PublicIpAssigned = true },
        CamRoleName = "web",
        InstanceChargeType = "POSTPAID_BY_HOUR",
        InstanceNameSettings = new() { InstanceName = "web", InstanceNameStyle = "UNIQUE" },
        InstanceTags = [new() { Key = "a", Value = "1" }, new() { Key = "b", Value = "2" }],
    };

    private static async Task<Dictionary<string, string>> TriggersAsync(SdkRefreshMode mode, LaunchConfigurationItems items)
    {
        await using var engine = await FakeEngine.StartAsync(dryRun: false).Soon();
        int exitCode = await engine.RunAsync(() => new() { ["triggers"] = RefreshTriggers.From(mode, items) }).Soon();
        Assert.That(exitCode, Is.Zero, string.Join(Environment.NewLine, engine.Logs.Select(log => log.Message)));
        return ((PropertyValue.Object)engine.StackOutputs()["triggers"]).Members
            .ToDictionary(trigger => trigger.Key, trigger => ((PropertyValue.Text)trigger.Value.Unwrapped()).Value, StringComparer.Ordinal);
    }
}
