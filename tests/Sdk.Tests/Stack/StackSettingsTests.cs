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
        Assert.That(Mistakes().Select(Key), Is.EquivalentTo(new[] { "imageId", "instanceTypes", "subnetIds", "vpcId" }));
    }

    [Test]
    public void Read_ManyErrors_TellsThemAllAtOnce()
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

        Assert.That(Mistakes().Select(Key).Distinct(), Is.EquivalentTo(new[]
        {
            "imageId", "instanceTypes", "subnetIds", "batchNumber", "maxUnavailablePercent", "batchPause", "desiredState", "failureRetries",
            "protect", "loadBalancerId", "hostNameStyle", "fleetName", "instanceCount", "userDataFile",
        }));
    }

    [TestCase("batchPause", "PAUSE", "AUTOMATIC, FIRST_BATCH_PAUSE, BATCH_INTERVAL_PAUSE", TestName = "Read_BadChoice_ListsTheGoodOnes")]
    [TestCase("failureRetries", "11", "from 0 to 10", TestName = "Read_NumberOutOfRange_NamesTheRange")]
    [TestCase("progressDeadlineSeconds", "5", "at least 60", TestName = "Read_NumberBelowTheLeast_NamesIt")]
    [TestCase("vpcId", "network-1", "vpc-", TestName = "Read_BadId_NamesItsBeginning")]
    [TestCase("tags", "[1", "a map of texts", TestName = "Read_BadStructure_NamesTheShape")]
    public void Read_BadValue_SaysWhatIsWanted(string key, string value, string wanted)
    {
        _settings[key] = value;
        Assert.That(Mistakes(), Has.Exactly(1).StartsWith($"{key}: ").And.Exactly(1).Contains(wanted));
    }

    [Test]
    public void Read_BatchNumberAndPercent_ExcludeEachOther()
    {
        _settings["batchNumber"] = "2";
        _settings["maxUnavailablePercent"] = "20";
        Assert.That(Mistakes().Single(), Does.Contain("exclude each other"));
    }

    [Test]
    public void Read_PercentAlone_LeavesTheBatchNumberOut()
    {
        _settings["maxUnavailablePercent"] = "20";
        Assert.That((Good().Rollout.BatchNumber, Good().Rollout.MaxUnavailablePercent), Is.EqualTo(((int?)null, (int?)20)));
    }

    [Test]
    public void Read_UserDataTooLong_IsAMistake()
    {
        _settings["userData"] = new string('#', 16 * 1024 + 1);
        Assert.That(Mistakes().Single(), Does.StartWith("userData: "));
    }

    [TestCase("token={{secret}}", null, TestName = "Read_PlaceWithoutSecret_IsAMistake")]
    [TestCase("token=none", "hunter2", TestName = "Read_SecretWithoutPlace_IsAMistake")]
    public void Read_SecretAndItsPlace_NeedEachOther(string userData, string? secret)
    {
        _settings["userData"] = userData;
        if (secret is not null)
            _settings["userDataSecret"] = secret;
        Assert.That(Mistakes().Single(), Does.StartWith("userDataSecret: ").And.Contain("{{secret}}").And.Not.Contain("hunter2"));
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
        Assert.That(settings.Rollout, Is.EqualTo(new RolloutSettings
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

        Assert.That(reader.Mistakes, Is.Empty);
    }

    [TestCase("aprovedThroughBatch", "is no setting; did you mean approvedThroughBatch?")]
    [TestCase("imageid", "is no setting; did you mean imageId?")]
    [TestCase("hostNames", "is no setting; did you mean hostName?")]
    [TestCase("owner", "is no setting")]
    [Bug("a misspelt approvedThroughBatch was accepted, and the fleet was rolled through the gate")]
    public void Check_ANameThatNobodyReads_IsAMistake(string name, string mistake)
    {
        var reader = new SettingsReader(_settings.GetValueOrDefault);

        SettingNames.Check(reader, [.. _settings.Keys, name], StackSettings.Names());

        Assert.That(reader.Mistakes, Is.EqualTo(new[] { $"{name}: {mistake}" }));
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
        Assert.That(reader.Mistakes, Is.Empty);
        return settings;
    }

    private IReadOnlyList<string> Mistakes()
    {
        var reader = new SettingsReader(_settings.GetValueOrDefault);
        StackSettings.Read(reader, "fleet-dev");
        return reader.Mistakes;
    }

    private static string Key(string mistake) => mistake.Split(':')[0];
}
