using Infra;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;
using TencentcloudRefresh.Rehearsal.Pulumi.Tests;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Sdk.Tests.Stack;

/// <summary>What the stack registers for its settings.</summary>
public sealed class FleetStackTests
{
    private FakeEngine _engine = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _engine = await FakeEngine.StartAsync().Soon();
        Set("imageId", "img-1");
        Set("instanceTypes", """["S5.MEDIUM4"]""");
        Set("vpcId", "vpc-1");
        Set("subnetIds", """["subnet-1","subnet-2"]""");
        Set("keyIds", """["skey-1"]""");
        Set("hostName", "web");
    }

    [TearDown]
    public async Task StopAsync() => await _engine.DisposeAsync().Soon();

    [Test]
    public async Task Fleet_ThreeResources_ComeOneAfterTheOther()
    {
        await RunAsync();

        Assert.That(_engine.Registrations.Select(request => (request.Name, request.Type)), Is.EqualTo(new[]
        {
            ("proj-dev", "pulumi:pulumi:Stack"),
            ("fleet-config", "tencentcloud:index/asScalingConfig:AsScalingConfig"),
            ("fleet", "tencentcloud:index/asScalingGroup:AsScalingGroup"),
            ("rollout", "tencentcloud-refresh:index:InstanceRefresh"),
        }));
        Assert.That(_engine.Registered("rollout").Dependencies, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task LaunchConfiguration_Inputs_AreTheVendorsNames()
    {
        Set("userData", "#!/bin/sh\n");
        Set("instanceName", "web");
        Set("tags", """{"team":"core"}""");
        await RunAsync();

        Assert.That(_engine.Inputs("fleet-config").ToString(), Is.EqualTo(PropertyMap.Of(
            ("configurationName", "proj-dev"),
            ("imageId", "img-1"),
            ("instanceTypes", PropertyValue.Array.Of("S5.MEDIUM4")),
            ("systemDiskType", "CLOUD_PREMIUM"),
            ("systemDiskSize", 50.0),
            ("securityGroupIds", PropertyValue.Array.Of()),
            ("enhancedSecurityService", true),
            ("enhancedMonitorService", true),
            ("enhancedAutomationToolsService", false),
            ("userData", Convert.ToBase64String("#!/bin/sh\n"u8)),
            ("internetChargeType", "TRAFFIC_POSTPAID_BY_HOUR"),
            ("internetMaxBandwidthOut", 0.0),
            ("publicIpAssigned", false),
            ("keyIds", PropertyValue.Array.Of("skey-1")),
            ("hostNameSettings", PropertyValue.Object.Of(("hostName", "web"), ("hostNameStyle", "UNIQUE"))),
            ("instanceNameSettings", PropertyValue.Object.Of(("instanceName", "web"), ("instanceNameStyle", "UNIQUE"))),
            ("instanceTags", PropertyValue.Object.Of(("team", "core"))),
            ("tags", PropertyValue.Object.Of(("team", "core")))).ToString()));
    }

    [Test]
    public async Task ScalingGroup_BehindALoadBalancer_IsBoundAndChecked()
    {
        Set("loadBalancerId", "lb-1");
        Set("listenerId", "lbl-1");
        Set("instanceCount", "6");
        Set("maxSize", "8");
        await RunAsync();

        var group = _engine.Inputs("fleet");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(group["forwardBalancerIds"], Is.EqualTo(PropertyValue.Array.Of(PropertyValue.Object.Of(
                ("loadBalancerId", "lb-1"),
                ("listenerId", "lbl-1"),
                ("targetAttributes", PropertyValue.Array.Of(PropertyValue.Object.Of(("port", 80.0), ("weight", 10.0))))))));
            Assert.That(group["healthCheckType"], Is.EqualTo(new PropertyValue.Text("CLB")));
            Assert.That((group["minSize"], group["desiredCapacity"], group["maxSize"]), Is.EqualTo(
                ((PropertyValue)6.0, (PropertyValue)6.0, (PropertyValue)8.0)));
            Assert.That(group["configurationId"], Is.EqualTo(new PropertyValue.Text("id-of-fleet-config")));
            Assert.That(RefreshSettings()["checkInstanceTargetHealth"], Is.EqualTo(new PropertyValue.Bool(true)));
        }
    }

    [Test]
    public async Task ScalingGroup_CapacityOwnedByPolicies_IsLeftAlone()
    {
        Set("manageCapacity", "false");
        await RunAsync();
        Assert.That(_engine.Registered("fleet").IgnoreChanges, Is.EqualTo(new[] { "desiredCapacity" }));
    }

    [Test]
    public async Task Rollout_Triggers_AreTheItemsOfAReset()
    {
        Set("userData", "#!/bin/sh\n");
        Set("rolloutLabel", "again");
        await RunAsync();

        var triggers = ((PropertyValue.Object)_engine.Inputs("rollout")["triggers"]).Members;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(triggers.Keys, Is.EquivalentTo(new[] { "imageId", "userData", "enhancedService", "hostName", "loginSettings", "label" }));
            Assert.That(triggers["imageId"], Is.EqualTo(new PropertyValue.Text("img-1")));
            Assert.That(triggers["loginSettings"], Is.EqualTo(new PropertyValue.Text("keys=skey-1,keepImageLogin=false")));
        }
    }

    [Test]
    public async Task Rollout_SizeOfTheDisk_TriggersOnlyWhereItIsApplied()
    {
        await RunAsync();
        var reset = _engine.Inputs("rollout")["triggers"];
        await using var other = await FakeEngine.StartAsync().Soon();
        foreach (var (key, value) in _engine.Config)
            other.Config[key] = value;
        other.Config["proj:systemDiskSize"] = "100";
        await other.RunAsync<FleetStack>().Soon();

        Assert.That(other.Inputs("rollout")["triggers"], Is.EqualTo(reset), "a reinstall does not change the disk");
    }

    [Test]
    public async Task Rollout_OfTheExistingGroup_IsTheDocumentedExample()
    {
        _engine.Config.Clear();
        Set("groupId", "asg-9dn1a5y6");
        Set("batchNumber", "3");
        Set("batchPause", "BATCH_INTERVAL_PAUSE");
        await RunAsync();

        Assert.That(_engine.Registrations.Where(request => request.Custom).Select(request => request.Name), Is.EqualTo(new[] { "rollout" }));
        Assert.That(_engine.Inputs("rollout")["autoScalingGroupId"], Is.EqualTo(new PropertyValue.Text("asg-9dn1a5y6")));
        Assert.That(RefreshSettings()["rollingUpdateSettings"], Is.EqualTo(PropertyValue.Object.Of(
            ("batchNumber", 3.0), ("batchPause", "BATCH_INTERVAL_PAUSE"), ("failProcess", "AUTO_PAUSE"))));
    }

    [Test]
    public async Task Rollout_OptionalNumbers_AreSentOnlyWhenSet()
    {
        Set("approvedThroughBatch", "0");
        await RunAsync();

        var rollout = _engine.Inputs("rollout");
        Assert.That(rollout["approvedThroughBatch"], Is.EqualTo(new PropertyValue.Number(0)), "0 approves none, unset approves with each run");
        Assert.That(rollout.Keys, Has.None.AnyOf("progressDeadlineSeconds"));
    }

    [Test]
    public async Task Rollout_Timeout_CountsForCreateAndUpdate()
    {
        Set("timeoutMinutes", "30");
        await RunAsync();
        var timeouts = _engine.Registered("rollout").CustomTimeouts;
        Assert.That((timeouts.Create, timeouts.Update, timeouts.Delete), Is.EqualTo(("1800000000000ns", "1800000000000ns", "")));
    }

    [Test]
    public async Task Protection_OfTheFleet_LeavesTheRolloutReplaceable()
    {
        Set("protect", "true");
        await RunAsync();
        Assert.That((_engine.Registered("fleet").Protect, _engine.Registered("fleet-config").Protect, _engine.Registered("rollout").Protect),
            Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task UserDataSecret_OnItsWayToTheInstance_IsNeverInTheOpen()
    {
        Set("userData", "token={{secret}}\n");
        Set("userDataSecret", "hunter2-hunter2");
        await RunAsync();

        var sent = _engine.Inputs("fleet-config")["userData"];
        var trigger = ((PropertyValue.Object)_engine.Inputs("rollout")["triggers"]).Members["userData"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent, Is.EqualTo(new PropertyValue.Secret(Convert.ToBase64String("token=hunter2-hunter2\n"u8))));
            Assert.That(trigger, Is.TypeOf<PropertyValue.Secret>());
            Assert.That(_engine.Logs.Select(log => log.Message), Has.None.Contain("hunter2"));
        }
    }

    [Test]
    public async Task Preview_OfANewFleet_KnowsEverythingButTheGroup()
    {
        await using var preview = await FakeEngine.StartAsync(dryRun: true).Soon();
        foreach (var (key, value) in _engine.Config)
            preview.Config[key] = value;

        Assert.That(await preview.RunAsync<FleetStack>().Soon(), Is.Zero);

        var rollout = preview.Inputs("rollout");
        Assert.That(rollout.Where(member => member.Value.Equals(new PropertyValue.Unknown())).Select(member => member.Key),
            Is.EqualTo(new[] { "autoScalingGroupId" }));
        Assert.That(preview.StackOutputs()["status"], Is.EqualTo(new PropertyValue.Unknown()));
    }

    [Test]
    public async Task Outputs_ForThePipeline_ComeFromTheRollout()
    {
        _engine.OnRegister = request =>
        {
            var answer = _engine.Made(request);
            if (request.Name == "rollout")
            {
                var outputs = PropertyCodec.FromStruct(request.Object).Members
                    .With("status", "FAILED_PAUSE").With("outcome", "Failed").With("refreshActivityId", "asr-1").With("currentBatch", 2.0)
                    .With("batchCount", 3.0).With("refreshedInstances", 3.0).With("totalInstances", 6.0)
                    .With("failedInstances", PropertyValue.Array.Of(PropertyValue.Object.Of(("instanceId", "ins-4"), ("batch", 2.0), ("message", "no boot"))));
                answer.Object = PropertyCodec.ToStruct(new(outputs));
            }

            return Task.FromResult(answer);
        };
        await RunAsync();

        Assert.That(_engine.StackOutputs(), Is.EqualTo(PropertyMap.Of(
            ("groupId", "id-of-fleet"), ("activityId", "asr-1"), ("status", "FAILED_PAUSE"), ("outcome", "Failed"),
            ("currentBatch", 2.0), ("batchCount", 3.0), ("refreshedInstances", 3.0), ("totalInstances", 6.0),
            ("failedInstances", PropertyValue.Array.Of(PropertyValue.Object.Of(("instanceId", "ins-4"), ("batch", 2.0), ("message", "no boot")))))));
    }

    [Test]
    public async Task BadSettings_AllOfThem_AreReportedBeforeAnythingIsMade()
    {
        Set("vpcId", "net-1");
        Set("batchNumber", "none");

        Assert.That(await _engine.RunAsync<FleetStack>().Soon(), Is.EqualTo(32));

        var reported = _engine.Logs.Single().Message;
        Assert.That(reported, Does.Contain("proj:vpcId: must start with `vpc-`").And.Contain("proj:batchNumber: ").And.Contain("Pulumi.dev.yaml")
            .And.Not.Contain("   at "), "no stack trace");
        Assert.That(_engine.Registrations.Where(request => request.Custom), Is.Empty);
    }

    private void Set(string key, string value) => _engine.Config[$"proj:{key}"] = value;

    private async Task RunAsync()
    {
        var exitCode = await _engine.RunAsync<FleetStack>().Soon();
        Assert.That(exitCode, Is.Zero, string.Join(Environment.NewLine, _engine.Logs.Select(log => log.Message)));
    }

    private PropertyMap RefreshSettings() => ((PropertyValue.Object)_engine.Inputs("rollout")["refreshSettings"]).Members;
}
