using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Cloud;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Providers;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Cloud;

/// <summary>The built-in provider against the simulator, over real requests.</summary>
internal sealed class CloudPluginTests
{
    private static readonly string ConfigUrn = Urns.Make("dev", "proj", "", LaunchConfigurationResource.Type, "config");
    private static readonly string GroupUrn = Urns.Make("dev", "proj", "", ScalingGroupResource.Type, "fleet");

    private static readonly PropertyMap Config = PropertyMap.Of(
        ("configurationName", "web"), ("instanceTypes", PropertyValue.Array.Of("S5.MEDIUM4")), ("imageId", "img-8toqc6s3"), ("systemDiskSize", 60),
        ("keyIds", PropertyValue.Array.Of("skey-9l7b2fwq")), ("userData", new PropertyValue.Secret("IyEvYmluL3No")),
        ("enhancedSecurityService", true),
        ("hostNameSettings", PropertyValue.Object.Of(("hostName", "web"), ("hostNameStyle", "UNIQUE"))),
        ("tags", PropertyValue.Object.Of(("team", "web"))));

    private SimulatedCloudTarget _cloudTarget = null!;
    private CloudPlugin _plugin = null!;

    [SetUp]
    public async Task SetUp()
    {
        _cloudTarget = await SimulatedCloudTarget.OpenAsync(Fleet.Empty, seed: 1, file: null, CancellationToken.None).Soon();
        _plugin = new(new(new() { Region = "ap-guangzhou", Endpoint = _cloudTarget.Endpoint, RequestsPerSecond = 1000 }, new FixedCredentials(OwnKeys.Simulator), TimeProvider.System), new(_cloudTarget.PauseAsync, _cloudTarget.Clock));
    }

    [TearDown]
    public async Task TearDown()
    {
        await _plugin.DisposeAsync();
        await _cloudTarget.DisposeAsync();
    }

    [Test]
    public async Task Create_Configuration_SendsItAndReadsItBack()
    {
        ResourceAnswer made = await CreateAsync(ConfigUrn, Config);
        var stored = _cloudTarget.Cloud.LaunchConfiguration(made.Id)!;
        Assert.Multiple(() =>
        {
            Assert.That(stored.Name, Is.EqualTo("web"));
            Assert.That(made.Outputs!["systemDiskSize"], Is.EqualTo((PropertyValue)60));
            Assert.That(made.Outputs["userData"], Is.EqualTo(Config["userData"]), "a secret stays one");
            Assert.That(made.Outputs["status"], Is.EqualTo((PropertyValue)"NORMAL"));
        });
    }

    [Test]
    public async Task Create_Group_WaitsUntilItsInstancesRun()
    {
        string config = (await CreateAsync(ConfigUrn, Config)).Id;
        ResourceAnswer made = await CreateAsync(GroupUrn, Group(config, 3));
        Assert.That(made.InitErrors, Is.Null);
        Assert.That(made.Outputs!["instanceCount"], Is.EqualTo((PropertyValue)3));
        Assert.That(_cloudTarget.Cloud.Group(made.Id)!.Instances.Count(instance => instance.IsRunning), Is.EqualTo(3));
    }

    [Test]
    public async Task Create_Preview_CallsNothing()
    {
        ResourceAnswer planned = await _plugin.CreateAsync(new(ConfigUrn, Config, 0, Preview: true), CancellationToken.None).Soon();
        Assert.That(planned.Id, Is.Empty);
        Assert.That(planned.Outputs!["status"], Is.InstanceOf<PropertyValue.Unknown>());
        Assert.That(await _cloudTarget.CallsAfterAsync(0, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Create_InterruptedWhileWaiting_KeepsTheId()
    {
        string config = (await CreateAsync(ConfigUrn, Config)).Id;
        await _plugin.CancelAsync(CancellationToken.None);
        ResourceAnswer made = await CreateAsync(GroupUrn, Group(config, 3));
        Assert.That(made.Id, Does.StartWith("asg-"));
        Assert.That(made.InitErrors!.Value, Has.Some.Contains("interrupted"));
    }

    [Test]
    public async Task Update_Image_SendsOnlyThat()
    {
        ResourceAnswer made = await CreateAsync(ConfigUrn, Config);
        PropertyMap news = Config.With("imageId", "img-5y1ux80q");
        await _plugin.UpdateAsync(new(ConfigUrn, made.Id, Config, made.Outputs!, news, 0, [], false), CancellationToken.None).Soon();
        Assert.That(_cloudTarget.LastBody("ModifyLaunchConfigurationAttributes"),
            Is.EqualTo($$"""{"LaunchConfigurationId":"{{made.Id}}","ImageId":"img-5y1ux80q"}"""));
    }

    [Test]
    public async Task Update_Balancer_SendsTheBindingsAsAWhole()
    {
        string config = (await CreateAsync(ConfigUrn, Config)).Id;
        PropertyMap olds = Group(config, 1);
        ResourceAnswer made = await CreateAsync(GroupUrn, olds);
        PropertyMap news = olds.With("forwardBalancerIds", PropertyValue.Array.Of(PropertyValue.Object.Of(
            ("loadBalancerId", "lb-4qjx6r0e"), ("listenerId", "lbl-e1v5z8ub"),
            ("targetAttributes", PropertyValue.Array.Of(PropertyValue.Object.Of(("port", 8080), ("weight", 10)))))));
        ResourceAnswer updated = await _plugin.UpdateAsync(new(GroupUrn, made.Id, olds, made.Outputs!, news, 0, [], false), CancellationToken.None).Soon();
        Assert.That(_cloudTarget.LastBody("ModifyLoadBalancers"), Does.Contain("\"Port\":8080").And.Contain("\"LocationId\":\"\""));
        Assert.That(updated.Outputs!["forwardBalancerIds"], Is.EqualTo(news["forwardBalancerIds"]));
    }

    [Test]
    public async Task Update_Project_IsRefused()
    {
        ResourceAnswer made = await CreateAsync(ConfigUrn, Config);
        Assert.That(
            async () => await _plugin.UpdateAsync(new(ConfigUrn, made.Id, Config, made.Outputs!, Config.With("projectId", 7), 0, [], false),
                CancellationToken.None).Soon(),
            Throws.TypeOf<ProviderException>().With.Message.Contains("projectId"));
    }

    [Test]
    public async Task Read_NothingChanged_GivesTheSameInputs()
    {
        ResourceAnswer made = await CreateAsync(ConfigUrn, Config);
        ResourceAnswer read = await _plugin.ReadAsync(new(ConfigUrn, made.Id, Config, made.Outputs, 0), CancellationToken.None).Soon();
        Assert.That(read.Inputs, Is.EqualTo(Config));
        Assert.That(read.Outputs, Is.EqualTo(made.Outputs));
    }

    [Test]
    public async Task Read_ForImport_ReportsWhatWasSetAndNothingEmpty()
    {
        ResourceAnswer made = await CreateAsync(ConfigUrn, Config);
        PropertyMap read = (await _plugin.ReadAsync(new(ConfigUrn, made.Id, null, null, 0), CancellationToken.None).Soon()).Inputs!;
        Assert.That(read["imageId"], Is.EqualTo(Config["imageId"]));
        Assert.That(read.Values, Has.None.EqualTo((PropertyValue)"").And.None.EqualTo(PropertyValue.Array.Of()));
    }

    [Test]
    public async Task Read_Gone_IsNotFound()
    {
        ResourceAnswer read = await _plugin.ReadAsync(new(GroupUrn, "asg-00000000", PropertyMap.Empty, PropertyMap.Empty, 0), CancellationToken.None)
            .Soon();
        Assert.That(read, Is.EqualTo(ResourceAnswer.NotFound));
    }

    [Test]
    public async Task Delete_GroupWithInstances_EmptiesItFirst()
    {
        string config = (await CreateAsync(ConfigUrn, Config)).Id;
        ResourceAnswer made = await CreateAsync(GroupUrn, Group(config, 2));
        await _plugin.DeleteAsync(new(GroupUrn, made.Id, PropertyMap.Empty, PropertyMap.Empty, 0), CancellationToken.None).Soon();
        await _plugin.DeleteAsync(new(ConfigUrn, config, PropertyMap.Empty, PropertyMap.Empty, 0), CancellationToken.None).Soon();
        Assert.That(_cloudTarget.Cloud.Group(made.Id), Is.Null);
        Assert.That(_cloudTarget.Cloud.LaunchConfiguration(config), Is.Null);
    }

    [Test]
    public async Task Check_MissingAndUnknown_AreBothNamed()
    {
        CheckAnswer answer = await _plugin.CheckAsync(new(ConfigUrn, PropertyMap.Empty, PropertyMap.Of(("imageID", "img-1")), []),
            CancellationToken.None).Soon();
        Assert.That(answer.Failures.Select(failure => failure.Property), Is.EqualTo(new[] { "configurationName", "instanceTypes", "imageID" }));
    }

    [Test]
    public async Task Diff_ComputedPropertyTakenOut_IsNoDifference()
    {
        PropertyMap olds = Group("asc-1", 3).With("healthCheckType", "CLB");
        ProviderDiff diff = await _plugin.DiffAsync(new(GroupUrn, "asg-1", olds, olds, olds.Without("healthCheckType"), []), CancellationToken.None)
            .Soon();
        Assert.That(diff.Changes, Is.EqualTo(DiffChanges.None));
    }

    [Test]
    public async Task Create_ServiceRefuses_SaysCodeAndRequest()
    {
        PropertyMap wrong = Group("asc-00000000", 3);
        Assert.That(async () => await CreateAsync(GroupUrn, wrong),
            Throws.TypeOf<ProviderException>().With.Message.Contains("CreateAutoScalingGroup").And.Message.Contains("request"));
        await Task.CompletedTask;
    }

    private Task<ResourceAnswer> CreateAsync(string urn, PropertyMap inputs)
        => _plugin.CreateAsync(new(urn, inputs, 0, Preview: false), CancellationToken.None).Soon();

    private static PropertyMap Group(string config, int count) => PropertyMap.Of(
        ("scalingGroupName", "web"), ("configurationId", config), ("vpcId", "vpc-5k3m1xqa"), ("minSize", 0), ("maxSize", 8),
        ("desiredCapacity", count),
        ("subnetIds", PropertyValue.Array.Of("subnet-h2n8c4ta")),
        ("forwardBalancerIds", PropertyValue.Array.Of(PropertyValue.Object.Of(
            ("loadBalancerId", "lb-4qjx6r0e"), ("listenerId", "lbl-e1v5z8ub"),
            ("targetAttributes", PropertyValue.Array.Of(PropertyValue.Object.Of(("port", 80), ("weight", 10))))))));
}
