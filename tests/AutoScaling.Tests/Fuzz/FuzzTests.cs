using System.Net;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Every reader of text from outside, fed with what nobody meant: it may say no, and must not crash.</summary>
internal sealed class FuzzTests
{
    [Test]
    public async Task Reader_OfKeyFilesOfTheCommandLineTool_DoesNotCrash()
    {
        using var home = new HomeFolder();
        await Fuzz.RunAsync("tccli .credential",
        [
            """{"secretId": "AKIDtool", "secretKey": "key", "token": "token", "role-arn": "qcs::cam::uin/1:roleName/r"}""",
            """{"secretId": "AKIDtool", "secretKey": "key", "type": "oauth", "expiresAt": 4102444800, "oauth": {"openId": "o"}}""",
            """{"type": "sso", "sso": {"authUrl": "https://sso.example.com", "uin": 1}, "secretId": "None"}""",
            "\ufeff{\r\n \"secretId\": \"AKIDtool\",\r\n \"secretKey\": \"key\"\r\n}\r\n",
        ], async input =>
        {
            home.Write(".tccli/default.credential", input);
            var place = await new TccliProfile(home.Options).FindAsync(new VirtualClock(), CancellationToken.None);
            AssertIsHarmless(place.Finding.Source + place.Finding.Finding);
        });
    }

    [Test]
    public async Task Reader_OfTheRegionFile_DoesNotCrash()
    {
        using var home = new HomeFolder();
        await Fuzz.RunAsync("tccli .configure",
        [
            """{"_sys_param": {"region": "ap-shanghai", "output": "json", "arrayCount": 10}, "cvm": {"endpoint": "cvm.tencentcloudapi.com"}}""",
        ], input =>
        {
            home.Write(".tccli/default.configure", input);
            try
            {
                CredentialChain.FindRegion(home.Options);
            }
            catch (ArgumentException reported)
            {
                AssertIsHarmless(reported.Message);
            }

            return ValueTask.CompletedTask;
        });
    }

    [Test]
    public async Task Reader_OfTheCredentialsFile_DoesNotCrash()
    {
        using var home = new HomeFolder();
        await Fuzz.RunAsync("~/.tencentcloud/credentials",
        [
            "; mine\n[default]\nsecret_id = AKIDfile\nsecret_key=key=with=equals\ntoken = t\n\n[prod]\r\nsecret_id:AKIDprod\r\nsecret_key:k\r\n",
            "\ufeff[default]\r\nsecret_id = AKIDfile\r\nsecret_key = key\r\n",
        ], input =>
        {
            home.Write(".tencentcloud/credentials", input);
            foreach (var section in new[] { "default", "prod" })
                AssertIsHarmless(CredentialFile.Find(home.Options, section).Finding.Finding);
            return ValueTask.CompletedTask;
        });
    }

    [Test]
    public Task Reader_OfTheMachinesAnswer_DoesNotCrash() => Fuzz.RunAsync("metadata answer",
    [
        """{"TmpSecretId":"AKIDtmp","TmpSecretKey":"k","Token":"t","ExpiredTime":4102444800,"Code":"Success"}""",
        """{"Code":"NotFound","ExpiredTime":"x"}""",
    ], input =>
    {
        AssertIsHarmless(MachineRole.Read("machine", input).Finding.Finding);
        return ValueTask.CompletedTask;
    });

    [Test]
    public Task Reader_OfSettingsForPlaces_DoesNotCrash() => Fuzz.RunAsync("domain and endpoint",
    [
        "intl.tencentcloudapi.com", "sim.local:9640", "as.ap-guangzhou.tencentcloudapi.com", "xn--bcher-kva.example",
    ], input =>
    {
        var text = Encoding.UTF8.GetString(input);
        if (ServiceEndpoints.FaultOfDomain(text) is { } fault)
            AssertIsHarmless(fault);
        else
            Assert.That(new ServiceEndpoints { Domain = text }.For("sts").Host, Does.StartWith("sts."));
        if (Uri.TryCreate($"https://{text}", UriKind.Absolute, out var endpoint))
            _ = ServiceEndpoints.FaultOfEndpoint(endpoint)
                ?? new ServiceEndpoints { AutoScaling = endpoint }.For("sts").Host;
        return ValueTask.CompletedTask;
    });

    private static IEnumerable<TestCaseData> Answers()
    {
        yield return Row("DescribeRefreshActivities", RefreshActivities, """
            {"Response":{"TotalCount":1,"RefreshActivitySet":[{"AutoScalingGroupId":"asg-1","RefreshActivityId":"asr-1","OriginRefreshActivityId":"",
             "ActivityType":"NORMAL","RefreshMode":"ROLLING_UPDATE_RESET","Status":"AUTO_PAUSE","CurrentRefreshBatchNum":1,
             "RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":2,"BatchPause":"FIRST_BATCH_PAUSE","MaxSurge":null,"FailProcess":"AUTO_PAUSE"},
             "CheckInstanceTargetHealth":false},"RefreshBatchSet":[{"RefreshBatchNum":1,"RefreshBatchStatus":"WAITING","StartTime":null,
             "RefreshBatchRelatedInstanceSet":[{"InstanceId":"ins-1","InstanceStatus":"WAITING","InstanceStatusMessage":"x"}]}],
             "CreatedTime":"2026-01-10T08:00:01Z"}],"RequestId":"r-1"}}
            """);
        yield return Row("DescribeAutoScalingGroups", Groups, """
            {"Response":{"TotalCount":1,"AutoScalingGroupSet":[{"AutoScalingGroupId":"asg-1","EnabledStatus":"ENABLED","DesiredCapacity":6,"ProjectId":0,
             "Tags":[{"Key":"a","Value":"b"}],"ForwardLoadBalancerSet":[{"LoadBalancerId":"lb-1","TargetAttributes":[{"Port":80}]}],
             "ServiceSettings":{"ReplaceMode":"RECREATE"}}],"RequestId":"r"}}
            """);
        yield return Row("DescribeLaunchConfigurations", Configurations, """
            {"Response":{"TotalCount":1,"LaunchConfigurationSet":[{"LaunchConfigurationId":"asc-1","ImageId":"img-1","UserData":"IyEvYmlu",
             "VersionNumber":3,"SystemDisk":{"DiskType":"CLOUD_PREMIUM","DiskSize":50},"LoginSettings":{"KeyIds":["skey-1"]},
             "EnhancedService":{"MonitorService":{"Enabled":true}},"InstanceTags":[]}],"RequestId":"r"}}
            """);
        yield return Row("a refusal", RefreshActivities, """
            {"Response":{"Error":{"Code":"ResourceNotFound","Message":"no such \u7ec4 \ud83d\ude00"},"RequestId":"r-1"}}
            """);
        yield return Row("AssumeRole", Sessions, """
            {"Response":{"Credentials":{"Token":"t","TmpSecretId":"AKIDs","TmpSecretKey":"k"},"ExpiredTime":4102444800,"RequestId":"r"}}
            """);

        static TestCaseData Row(string name, Func<byte[], CloudResponse?> read, string good)
            => new TestCaseData(name, read, good).SetArgDisplayNames(name);
    }

    private static CloudResponse? RefreshActivities(byte[] body) => Open(body, WireJson.Default.AnswerDescribeRefreshActivitiesResponse);

    private static CloudResponse? Groups(byte[] body) => Open(body, WireJson.Default.AnswerDescribeAutoScalingGroupsResponse);

    private static CloudResponse? Configurations(byte[] body) => Open(body, WireJson.Default.AnswerDescribeLaunchConfigurationsResponse);

    private static CloudResponse? Sessions(byte[] body) => Open(body, WireJson.Default.AnswerAssumeRoleResponse);

    [TestCaseSource(nameof(Answers))]
    public Task Reader_OfAnswers_DoesNotCrash(string name, Func<byte[], CloudResponse?> read, string good)
        => Fuzz.RunAsync($"answer of {name}", [good], input =>
        {
            using var response = new HttpResponseMessage(HttpStatusCode.OK);
            switch (ReceivedAnswers.Read(response, input, DateTimeOffset.UnixEpoch, new Uri("http://127.0.0.1")))
            {
                case CallOutcome.Refused refused:
                    AssertIsHarmless(new CloudServiceException("Any", refused.Code, refused.Message, refused.RequestId, refused.AnsweredAt).Message);
                    break;
                case CallOutcome.Broken broken:
                    AssertIsHarmless(broken.Detail);
                    break;
                case CallOutcome.Answered answered when read(answered.Body) is { } reported:
                    AssertIsHarmless(reported.RequestId + string.Join(' ', ShownOf(reported)));
                    break;
            }

            return ValueTask.CompletedTask;
        });

    /// <summary>What an operation looks at: each of these walks over all that was read.</summary>
    private static IEnumerable<string> ShownOf(CloudResponse reported)
        => reported is DescribeRefreshActivitiesResponse activities
            ? activities.RefreshActivitySet.Select(activity
                => $"{activity.RefreshActivityId} {activity.Status} {activity.BatchCount} {activity.FailedInstances.Count} {activity.UsualBatchTime}")
            : [];

    /// <summary>As a call opens it: a shape that is not the one expected is an answer, too.</summary>
    private static T? Open<T>(byte[] body, JsonTypeInfo<Answer<T>> shape)
        where T : CloudResponse
    {
        try
        {
            return AnswerReader.Read(body, shape)?.Response;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static void AssertIsHarmless(string text)
    {
        if (text.Any(char.IsControl))
            Assert.Fail($"a control character is shown: {text}");
    }
}
