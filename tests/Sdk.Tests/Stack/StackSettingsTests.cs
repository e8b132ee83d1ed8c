using Infra;
using Pulumi.TencentcloudRefresh;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Sdk.Tests.Stack;

/// <summary>What the stack makes of its settings, and what it says about bad ones.</summary>
public sealed class StackSettingsTests
{
    private Dictionary<string, string> _settings = [];

    [SetUp]
    public void FewestSettings() => _settings = new()
    {
        ["imageId"] = "img-1",
        ["instanceTypes"] = """["S5.MEDIUM4"]""",
        ["vpcId"] = "vpc-1",
        ["subnetIds"] = """["subnet-1","subnet-2"]""",
    };

    [Test]
    public void Read_FewestSettings_FillsInTheDefaults()
    {
        var settings = Good();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Group, Is.Not.Null);
            Assert.That((settings.Group!.Name, settings.Group.InstanceCount, settings.Group.MinSize, settings.Group.MaxSize), Is.EqualTo(("fleet-dev", 2, 2, 2)));
            Assert.That(settings.Group.LoadBalancer, Is.Null);
            Assert.That((settings.Rollout.BatchNumber, settings.Rollout.MaxUnavailablePercent), Is.EqualTo(((int?)3, (int?)null)));
            Assert.That(settings.Rollout.Mode, Is.EqualTo(RefreshMode.RollingUpdateReset));
            Assert.That(settings.Rollout.Timeout, Is.Null);
            Assert.That(settings.IsProtected, Is.False);
        }
    }

    [Test]
    public void Read_ExistingGroup_NeedsNothingElse()
    {
        _settings.Clear();
        _settings["groupId"] = "asg-9dn1a5y6";

        var settings = Good();

        Assert.That((settings.GroupId, settings.Group), Is.EqualTo(("asg-9dn1a5y6", (GroupSettings?)null)));
    }

    [Test]
    public void Read_EmptyFile_NamesAllThatIsMissing()
    {
        _settings.Clear();
        Assert.That(Errors().Select(Key), Is.EquivalentTo(new[] { "imageId", "instanceTypes", "subnetIds", "vpcId" }));
    }

    [Test]
    public void Read_ManyErrors_ReportsThemAllAtOnce()
    {
        _settings["imageId"] = "ami-1";
        _settings["instanceTypes"] = "S5.MEDIUM4";
        _settings["subnetIds"] = """["subnet-1","net-2"]""";
        _settings["batchNumber"] = "0";
        _settings["maxUnavailablePercent"] = "130";
        _settings["batchPause"] = "PAUSE";
        _settings["desiredState"] = "Done";
        _settings["failureRetries"] = "many";
        _settings["protect"] = "yes";
        _settings["listenerId"] = "lbl-1";
        _settings["hostNameStyle"] = "RANDOM";
        _settings["fleetName"] = new string('n', 56);
        _settings["instanceCount"] = "5";
        _settings["maxSize"] = "4";
        _settings["userDataFile"] = "no-such-file.sh";

        Assert.That(Errors().Select(Key).Distinct(), Is.EquivalentTo(new[]
        {
            "imageId", "instanceTypes", "subnetIds", "batchNumber", "maxUnavailablePercent", "batchPause", "desiredState", "failureRetries",
            "protect", "loadBalancerId", "hostNameStyle", "fleetName", "instanceCount", "userDataFile",
        }));
    }

    [TestCase("batchPause", "PAUSE", "AUTOMATIC, FIRST_BATCH_PAUSE, BATCH_INTERVAL_PAUSE", TestName = "Read_BadChoice_ListsTheGoodOnes")]
    [TestCase("failureRetries", "11", "from 0 to 10", TestName = "Read_NumberOutOfRange_NamesTheRange")]
    [TestCase("progressDeadlineSeconds", "5", "at least 60", TestName = "Read_NumberBelowTheLeast_NamesIt")]
    [TestCase("vpcId", "network-1", "vpc-", TestName = "Read_BadId_NamesItsBeginning")]
    [TestCase("tags", "[1", "a JSON object of strings", TestName = "Read_BadStructure_NamesTheShape")]
    public void Read_BadValue_SaysWhatIsWanted(string key, string value, string wanted)
    {
        _settings[key] = value;
        Assert.That(Errors(), Has.Exactly(1).StartsWith($"{key}: ").And.Exactly(1).Contains(wanted));
    }

    [TestCase("bakeSeconds", "172801", "bakeSeconds")]
    [TestCase("alarmPolicyIds", """["policy-1","alarm-2"]""", "alarmPolicyIds")]
    [TestCase("alarmPolicyIds", """["policy-1","policy-2","policy-3","policy-4","policy-5","policy-6","policy-7","policy-8","policy-9","policy-10","policy-11"]""", "alarmPolicyIds")]
    [TestCase("pauseAfterBatches", """[1,0]""", "pauseAfterBatches[1]")]
    [TestCase("pauseAfterBatches", """["first"]""", "pauseAfterBatches[0]")]
    [TestCase("onVerificationFailure", "Undo", "onVerificationFailure")]
    [TestCase("healthStatus", "99", "healthStatus")]
    [TestCase("failOn", """["Failed"]""", "failOn")]
    [TestCase("minHealthyPercent", "101", "minHealthyPercent")]
    public void Read_BadVerification_IsAnErrorWithItsPath(string key, string value, string path)
    {
        _settings[key] = value;
        Assert.That(Errors().Select(Key), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Read_Verification_IsUnsetUntilThereIsSomethingToVerify()
    {
        _settings["onVerificationFailure"] = "RollBack";
        Assert.That(Good().Rollout.Verification, Is.Null);

        _settings["pauseAfterBatches"] = """[1,"5"]""";
        _settings["failOn"] = """["AwaitingApproval"]""";
        var rollout = Good().Rollout;

        Assert.That(rollout.Verification!.PauseAfterBatches, Is.EqualTo(new[] { 1, 5 }));
        Assert.That(rollout.Verification.OnFailure, Is.EqualTo(VerificationAction.RollBack));
        Assert.That(rollout.FailOn, Is.EqualTo(new[] { FailOn.AwaitingApproval }));
    }

    [Test]
    public void Read_BatchNumberAndPercent_ExcludeEachOther()
    {
        _settings["batchNumber"] = "2";
        _settings["maxUnavailablePercent"] = "20";
        Assert.That(Errors().Single(), Does.StartWith("maxUnavailablePercent: "));
    }

    [Test]
    public void Read_PercentAlone_LeavesTheBatchNumberOut()
    {
        _settings["maxUnavailablePercent"] = "20";
        Assert.That((Good().Rollout.BatchNumber, Good().Rollout.MaxUnavailablePercent), Is.EqualTo(((int?)null, (int?)20)));
    }

    [TestCase("securityGroupIds", """["sg-a",null]""", "securityGroupIds[1]")]
    [TestCase("securityGroupIds", """[1]""", "securityGroupIds[0]")]
    [TestCase("instanceTypes", """["S5.MEDIUM4",true]""", "instanceTypes[1]")]
    [TestCase("keyIds", """[["skey-a"]]""", "keyIds[0]")]
    [TestCase("tags", """{"team":null}""", "tags.team")]
    [TestCase("tags", """{"cost":10}""", "tags.cost")]
    [TestCase("tags", """{"on":true}""", "tags.on")]
    [TestCase("tags", "null", "tags")]
    [TestCase("tags", "[]", "tags")]
    [TestCase("subnetIds", "{}", "subnetIds")]
    [Bug("a null item of a list ended the program with a NullReferenceException")]
    public void Read_EntryThatIsNoText_IsAnErrorWithItsPath(string key, string value, string path)
    {
        _settings[key] = value;
        Assert.That(Errors().Select(Key), Is.EqualTo(new[] { path }));
    }

    [TestCase("hostName", "w")]
    [TestCase("hostName", "12345")]
    [TestCase("hostName", "-web")]
    [TestCase("hostName", "web.")]
    [TestCase("hostName", "web--1")]
    [TestCase("hostName", "web_1")]
    [TestCase("instanceName", "w")]
    [TestCase("keyIds", """["skey-a","skey-b"]""")]
    public void Read_ValueThatTheServiceRefusesHalfway_IsAnError(string key, string value)
    {
        _settings[key] = value;
        Assert.That(Errors().Select(Key), Is.EqualTo(new[] { key }));
    }

    [TestCase("hostName", 42, true)]
    [TestCase("hostName", 43, false)]
    [TestCase("instanceName", 108, true)]
    [TestCase("instanceName", 109, false)]
    public void Read_NameOfSomeLength_IsHeldToTheServicesLimit(string key, int length, bool isGood)
    {
        _settings[key] = new string('w', length);
        Assert.That(Errors().Select(Key), Is.EqualTo(isGood ? [] : new[] { key }));
    }

    [TestCase(12 * 1024, true)]
    [TestCase(12 * 1024 + 1, false)]
    [Bug("the limit of 16 KB counted the script, and the service counts its Base64 text")]
    public void Read_UserData_IsCountedAsBase64(int bytes, bool isGood)
    {
        _settings["userData"] = new string('#', bytes);
        Assert.That(Errors().Select(Key), Is.EqualTo(isGood ? [] : new[] { "userData" }));
    }

    [Test]
    public void Read_UserDataWithItsSecret_IsCountedWithIt()
    {
        _settings["userData"] = "{{secret}}";
        _settings["userDataSecret"] = new string('x', 13 * 1024);
        Assert.That(Errors().Select(Key), Is.EqualTo(new[] { "userData" }));
    }

    [Test]
    [Bug("user data that was checked out with CR LF rolled the fleet, and broke the script")]
    public void Read_UserDataWithCarriageReturns_HasLineFeeds()
    {
        _settings["userData"] = "#!/bin/sh\r\necho hi\r\n";
        Assert.That(Good().Instances.UserData, Is.EqualTo("#!/bin/sh\necho hi\n"));
    }

    [TestCase("../secret.sh")]
    [TestCase("/etc/passwd")]
    [TestCase("infra/../../secret.sh")]
    public void Read_UserDataFileOutsideTheProject_IsRefused(string path)
    {
        _settings["userDataFile"] = path;
        Assert.That(Errors().Single(), Does.StartWith("userDataFile: must be inside the project"));
    }

    [Test]
    public void Read_UserDataFile_IsReadWithoutMarkAndCarriageReturns()
    {
        var name = $"user-data-{Guid.NewGuid():N}.sh";
        File.WriteAllText(name, "\uFEFF#!/bin/sh\r\n");
        try
        {
            _settings["userDataFile"] = name;
            Assert.That(Good().Instances.UserData, Is.EqualTo("#!/bin/sh\n"));
            File.WriteAllBytes(name, [0x1F, 0x8B, 0xFF]);
            Assert.That(Errors().Single(), Does.StartWith("userDataFile: must be UTF-8 text"));
        }
        finally
        {
            File.Delete(name);
        }
    }

    [TestCase("token={{secret}}", null, TestName = "Read_PlaceWithoutSecret_IsAnError")]
    [TestCase("token=none", "hunter2", TestName = "Read_SecretWithoutPlace_IsAnError")]
    public void Read_SecretAndItsPlace_NeedEachOther(string userData, string? secret)
    {
        _settings["userData"] = userData;
        if (secret is not null)
            _settings["userDataSecret"] = secret;
        Assert.That(Errors().Single(), Does.StartWith("userDataSecret: ").And.Contain("{{secret}}").And.Not.Contain("hunter2"));
    }

    [Test]
    public void Read_EverySetting_ReachesItsPlace()
    {
        _settings["refreshMode"] = "ROLLING_UPDATE_REPLACE";
        _settings["batchPause"] = "BATCH_INTERVAL_PAUSE";
        _settings["failProcess"] = "AUTO_CANCEL";
        _settings["maxSurge"] = "1";
        _settings["checkInstanceTargetHealth"] = "true";
        _settings["checkInstanceTargetHealthTimeout"] = "600";
        _settings["resumeMode"] = "CONTINUE";
        _settings["approvedThroughBatch"] = "0";
        _settings["failureRetries"] = "2";
        _settings["desiredState"] = "RolledBack";
        _settings["onConflict"] = "Wait";
        _settings["onInterrupt"] = "Pause";
        _settings["waitFor"] = "Started";
        _settings["progressDeadlineSeconds"] = "900";
        _settings["skipMatching"] = "false";
        _settings["rolloutLabel"] = "again";
        _settings["timeoutMinutes"] = "90";
        _settings["loadBalancerId"] = "lb-1";
        _settings["listenerId"] = "lbl-1";
        _settings["ruleId"] = "loc-1";
        _settings["targetPort"] = "8080";

        var settings = Good();
        Assert.That(settings.Rollout.FailOn, Is.Empty);
        Assert.That(settings.Rollout with { FailOn = [] }, Is.EqualTo(new RolloutSettings
        {
            Mode = RefreshMode.RollingUpdateReplace,
            BatchNumber = 3,
            BatchPause = BatchPause.BatchIntervalPause,
            FailProcess = FailProcess.AutoCancel,
            MaxSurge = 1,
            CheckInstanceTargetHealth = true,
            CheckInstanceTargetHealthTimeout = 600,
            ResumeMode = ResumeMode.Continue,
            ApprovedThroughBatch = 0,
            FailureRetries = 2,
            DesiredState = DesiredState.RolledBack,
            OnConflict = ConflictPolicy.Wait,
            OnInterrupt = InterruptPolicy.Pause,
            WaitFor = WaitTarget.Started,
            ProgressDeadlineSeconds = 900,
            SkipMatching = false,
            Label = "again",
            Timeout = TimeSpan.FromMinutes(90),
        }));
        Assert.That(settings.Group!.LoadBalancer, Is.EqualTo(new LoadBalancerSettings("lb-1", "lbl-1", "loc-1", 8080, 10)));
    }

    [Test]
    public void DevFile_AllItsSettings_AreKnownAndGood()
    {
        var dev = DevFile.StackSettings();
        Assert.That(dev.Keys, Is.SubsetOf(StackSettings.Names()));
        // The file beside the program is found from its own folder only, which a test does not have.
        dev.Remove("userDataFile");
        var reader = new SettingsReader(dev.GetValueOrDefault);

        StackSettings.Read(reader, "fleet-dev");

        Assert.That(reader.Errors, Is.Empty);
    }

    [TestCase("aprovedThroughBatch", "unknown setting; did you mean approvedThroughBatch?")]
    [TestCase("imageid", "unknown setting; did you mean imageId?")]
    [TestCase("hostNames", "unknown setting; did you mean hostName?")]
    [TestCase("owner", "unknown setting")]
    [Bug("a misspelt approvedThroughBatch was accepted, and the fleet was rolled through the gate")]
    public void Check_ANameThatNobodyReads_IsAnError(string name, string error)
    {
        var reader = new SettingsReader(_settings.GetValueOrDefault);

        SettingNames.Check(reader, [.. _settings.Keys, name], StackSettings.Names());

        Assert.That(reader.Errors, Is.EqualTo(new[] { $"{name}: {error}" }));
    }

    [Test]
    public void Names_SettingsOfANewGroup_AreKnownBesideAnExistingOneToo()
        => Assert.That(StackSettings.Names(), Is.SupersetOf(new[] { "groupId", "vpcId", "ruleId", "userDataSecret", "approvedThroughBatch" }));

    [Test]
    public void Readme_TableOfSettings_NamesEachAndNoOther()
    {
        var table = File.ReadAllText(Repository.PathOf("infra/README.md")).Split("## Settings")[1].Split("## Outputs")[0];
        var listed = table.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',').Select(name => name.Trim(' ', '`')));

        Assert.That(listed, Is.EquivalentTo(StackSettings.Names()));
    }

    private StackSettings Good()
    {
        var reader = new SettingsReader(_settings.GetValueOrDefault);
        var settings = StackSettings.Read(reader, "fleet-dev");
        Assert.That(reader.Errors, Is.Empty);
        return settings;
    }

    private IReadOnlyList<string> Errors()
    {
        var reader = new SettingsReader(_settings.GetValueOrDefault);
        StackSettings.Read(reader, "fleet-dev");
        return reader.Errors;
    }

    private static string Key(string error) => error.Split(':')[0];
}
