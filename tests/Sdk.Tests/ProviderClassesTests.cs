using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Pulumi;
using Pulumi.TencentcloudRefresh;
using Pulumi.TencentcloudRefresh.Inputs;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;
using TencentcloudRefresh.Rehearsal.Pulumi.Tests;
using TencentcloudRefresh.Sdk.Tests.Schema;
using TencentcloudRefresh.TestKit;
using RefreshConfig = Pulumi.TencentcloudRefresh.Config;

namespace TencentcloudRefresh.Sdk.Tests;

/// <summary>The classes at work: what they send, and what they read from the answers.</summary>
public sealed class ProviderClassesTests
{
    private FakeEngine _engine = null!;

    [SetUp]
    public async Task StartAsync() => _engine = await FakeEngine.StartAsync().Soon();

    [TearDown]
    public async Task StopAsync() => await _engine.DisposeAsync().Soon();

    [Test]
    public async Task GetRefreshPlan_Outputs_AreWaitedForAndTheAnswerIsRead()
    {
        _engine.OnInvoke = _ => Answer("""
            {"autoScalingGroupId":"asg-1","totalInstances":6,"batchSizes":[2,2,2],"appliedItems":["ImageId"],"ignoredItems":[],
             "blockers":[],"warnings":["careful"],"lines":["3 batches"]}
            """);
        await RunAsync(() => new()
        {
            ["batches"] = GetRefreshPlan.Invoke(new GetRefreshPlanInvokeArgs
            {
                AutoScalingGroupId = Output.Create("asg-1"),
                RefreshSettings = new RefreshSettingsArgs { RollingUpdateSettings = new RollingUpdateSettingsArgs { BatchNumber = 3 } },
            }).Apply(plan => plan.BatchSizes),
        });

        var call = _engine.Invokes.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Tok, Is.EqualTo("tencentcloud-refresh:index:getRefreshPlan"));
            Assert.That(PropertyCodec.FromStruct(call.Args).Members["refreshMode"], Is.EqualTo(new PropertyValue.Text("ROLLING_UPDATE_RESET")));
            Assert.That(_engine.StackOutputs()["batches"], Is.EqualTo(PropertyValue.Array.Of(2.0, 2.0, 2.0)));
        }
    }

    [Test]
    public async Task GetRefreshActivities_PlainCall_ReadsNestedBatches()
    {
        _engine.OnInvoke = _ => Answer("""
            {"autoScalingGroupId":"asg-1","activities":[{"autoScalingGroupId":"asg-1","refreshActivityId":"asr-1","status":"AUTO_PAUSE","activityType":"NORMAL",
             "batchCount":2,"currentBatch":1,"batches":[{"number":1,"status":"SUCCESSFUL","instanceCounts":{"SUCCESSFUL":3}}],
             "totalInstances":6,"refreshedInstances":3,"failedInstances":[],"createdTime":"2026-01-05T08:00:00Z"}]}
            """);
        GetRefreshActivitiesResult? result = null;
        await Deployment.RunAsync(_engine.Settings(), () => new global::Pulumi.Stack().ShowOutputs(AskAsync())).Soon();

        var activity = result!.Activities.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((activity.Status, activity.CurrentBatch, activity.EndTime), Is.EqualTo(("AUTO_PAUSE", 1, (string?)null)));
            Assert.That(activity.Batches.Single().InstanceCounts["SUCCESSFUL"], Is.EqualTo(3));
            Assert.That(PropertyCodec.FromStruct(_engine.Invokes.Single().Args).Members["statuses"], Is.EqualTo(PropertyValue.Array.Of("AUTO_PAUSE")));
        }

        async Task<IDictionary<string, object?>> AskAsync()
        {
            result = await GetRefreshActivities.InvokeAsync(new GetRefreshActivitiesArgs { AutoScalingGroupId = "asg-1", Statuses = { "AUTO_PAUSE" } });
            return new Dictionary<string, object?>();
        }
    }

    [Test]
    public async Task Provider_OwnConfiguration_TravelsAsTextsWithItsSecrets()
    {
        await RunAsync(() =>
        {
            var provider = new Provider("north", new ProviderArgs
            {
                Region = "ap-guangzhou",
                SecretKey = "hunter2",
                AllowInsecureEndpoint = true,
                RequestsPerSecond = 2.5,
                AssumeRole = new AssumeRoleArgs { RoleArn = "qcs::cam::uin/1:roleName/deploy" },
            });
            _ = new InstanceRefresh("rollout", Rollout(), new CustomResourceOptions { Provider = provider });
            return [];
        });

        var inputs = _engine.Inputs("north");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inputs["secretKey"], Is.EqualTo(new PropertyValue.Secret("hunter2")));
            Assert.That(inputs["allowInsecureEndpoint"], Is.EqualTo(new PropertyValue.Text("true")));
            Assert.That(inputs["requestsPerSecond"], Is.EqualTo(new PropertyValue.Text("2.5")));
            Assert.That(inputs["assumeRole"].ToString(), Does.Contain("roleName/deploy").And.Contain("durationSeconds"));
            Assert.That(_engine.Registered("rollout").Provider, Does.StartWith("urn:pulumi:dev::proj::pulumi:providers:tencentcloud-refresh::north::"));
        }
    }

    [Test]
    public async Task InstanceRefresh_Registration_SaysWhatReplacesIt()
    {
        await RunAsync(() =>
        {
            _ = new InstanceRefresh("rollout", Rollout(), new CustomResourceOptions { ReplaceOnChanges = { "refreshMode" } });
            return [];
        });

        var request = _engine.Registered("rollout");
        Assert.That(request.ReplaceOnChanges, Is.EquivalentTo(SchemaFile.Resource["properties"]!.AsObject()
            .Where(property => property.Value!["replaceOnChanges"] is not null).Select(property => property.Key).Append("refreshMode")), "ours and the program's own");
        Assert.That((request.DeleteBeforeReplaceDefined, request.DeleteBeforeReplace), Is.EqualTo((true, true)), "also where the provider is not asked");
        Assert.That(request.Version, Is.Empty, "no version, so that the project's own plugin is taken");
    }

    [Test]
    public async Task InstanceRefresh_Get_ReadsWithoutTakingOver()
    {
        await RunAsync(() => new() { ["id"] = InstanceRefresh.Get("old", "asg-1/asr-1").Id });

        Assert.That((_engine.Reads.Single().Type, _engine.Reads.Single().Id), Is.EqualTo(("tencentcloud-refresh:index:InstanceRefresh", "asg-1/asr-1")));
        Assert.That(_engine.StackOutputs()["id"], Is.EqualTo(new PropertyValue.Text("asg-1/asr-1")));
    }

    [Test]
    public async Task Enum_WordOfALaterService_IsKept()
    {
        _engine.OnRegister = request =>
        {
            var answer = _engine.Made(request);
            if (request.Custom)
                answer.Object.Fields["outcome"] = Value.ForString("Postponed");
            return Task.FromResult(answer);
        };

        await RunAsync(() => new() { ["outcome"] = new InstanceRefresh("rollout", Rollout()).Outcome });

        Assert.That(_engine.StackOutputs()["outcome"], Is.EqualTo(new PropertyValue.Text("Postponed")));
    }

    [Test]
    public async Task Config_Values_AreReadInTheirTypes()
    {
        _engine.Config["tencentcloud-refresh:region"] = "ap-shanghai";
        _engine.Config["tencentcloud-refresh:requestsPerSecond"] = "2.5";
        _engine.Config["tencentcloud-refresh:assumeRole"] = """{"roleArn":"qcs::x","durationSeconds":900}""";
        object?[] seen = [];
        await RunAsync(() =>
        {
            seen = [RefreshConfig.Region, RefreshConfig.RequestsPerSecond, RefreshConfig.MaxRetries, RefreshConfig.AssumeRole?.RoleArn, RefreshConfig.AssumeRole?.DurationSeconds, RefreshConfig.Endpoint];
            return [];
        });

        Assert.That(seen, Is.EqualTo(new object?[] { "ap-shanghai", 2.5, 5, "qcs::x", 900, null }));
    }

    [Test]
    public async Task Config_NothingSet_HasTheDefaultsOfTheSchema()
    {
        Dictionary<string, object?> seen = [];
        await RunAsync(() =>
        {
            seen = typeof(RefreshConfig).GetProperties().ToDictionary(property => property.Name, property => property.GetValue(null));
            return [];
        });

        // What comes from the environment is another test's business.
        Assert.That(
            SchemaFile.Configuration["variables"]!.AsObject().Where(variable => variable.Value!["defaultInfo"] is null)
                .Select(variable => (variable.Key, Text(seen[ClassReader.Pascal(variable.Key)]), SchemaFile.DefaultOf(variable.Value!)))
                .Where(variable => variable.Item2 != variable.Item3),
            Is.Empty);

        static string? Text(object? value) => value is null ? null : value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    private static InstanceRefreshArgs Rollout() => new()
    {
        AutoScalingGroupId = "asg-1",
        RefreshSettings = new RefreshSettingsArgs { RollingUpdateSettings = new RollingUpdateSettingsArgs { BatchNumber = 1 } },
    };

    private static global::Pulumirpc.ResourceInvokeResponse Answer(string json) => new() { Return = Struct.Parser.ParseJson(json) };

    private async Task RunAsync(Func<Dictionary<string, object?>> program)
    {
        var exitCode = await _engine.RunAsync(program).Soon();
        Assert.That(exitCode, Is.Zero, string.Join(Environment.NewLine, _engine.Logs.Select(log => log.Message)));
    }
}
