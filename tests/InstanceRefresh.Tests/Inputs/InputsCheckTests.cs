using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Inputs;

public sealed class InputsCheckTests
{
    private const string Rolling = "refreshSettings.rollingUpdateSettings";

    [Test]
    public void Check_LeastInputs_FillsInEveryDefault()
    {
        var check = InputsCheck.Check(Written.Map(Written.Least));

        Assert.That(check.Failures, Is.Empty);
        Assert.That(check.Warnings, Is.Empty);
        Assert.That(check.Inputs, Is.EqualTo(Written.Map("""
            {
              "autoScalingGroupId": "asg-9dn1a5y6",
              "refreshMode": "ROLLING_UPDATE_RESET",
              "refreshSettings": {
                "rollingUpdateSettings": { "batchNumber": 3, "batchPause": "AUTOMATIC", "failProcess": "AUTO_PAUSE" },
                "checkInstanceTargetHealth": false
              },
              "resumeMode": "RETRY", "failureRetries": 0, "desiredState": "Completed", "onConflict": "Fail", "onInterrupt": "Detach", "waitFor": "Completed",
              "skipMatching": false, "standbyInstances": "Report"
            }
            """)));
    }

    [Test]
    public void Check_ItsOwnResult_ChangesNothing()
    {
        var once = InputsCheck.Check(Written.LeastWith(""" "triggers": { "image": "img-1", "gone": null }, "approvedThroughBatch": null """)).Inputs;

        Assert.That(InputsCheck.Check(once).Inputs, Is.EqualTo(once));
        Assert.That(once.Find("approvedThroughBatch"), Is.Null);
        Assert.That(once.Section("triggers").Keys, Is.EqualTo(new[] { "image" }));
    }

    [TestCase(""" "autoScalingGroupId": "" """, "autoScalingGroupId", "must not be empty")]
    [TestCase(""" "autoScalingGroupId": null """, "autoScalingGroupId", "is required")]
    [TestCase(""" "autoScalingGroupId": 7 """, "autoScalingGroupId", "must be text; was 7")]
    [TestCase(""" "autoScalingGroupId": "asr-4k7m2p9q" """, "autoScalingGroupId", "must be the id of a scaling group, such as asg-9dn1a5y6; was the id of a refresh activity")]
    [TestCase(""" "autoScalingGroupId": "asg-" """, "autoScalingGroupId", "must be the id of a scaling group, such as asg-9dn1a5y6; was \"asg-\"")]
    [TestCase(""" "refreshSettings": null """, "refreshSettings", "is required: an object with rollingUpdateSettings, checkInstanceTargetHealth, checkInstanceTargetHealthTimeout")]
    [TestCase(""" "refreshSettings": { } """, Rolling, "is required: an object with batchNumber, maxUnavailablePercent, batchPause, maxSurge, failProcess")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { } } """, $"{Rolling}.batchNumber", "is required, or maxUnavailablePercent instead")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 0 } } """, $"{Rolling}.batchNumber", "must be a whole number of at least 1; was 0")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2.5 } } """, $"{Rolling}.batchNumber", "must be a whole number of at least 1; was 2.5")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": "3" } } """, $"{Rolling}.batchNumber", "must be a whole number of at least 1, without quotes; was \"3\"")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 1e300 } } """, $"{Rolling}.batchNumber", "must be a whole number of at least 1; was 1E+300")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "maxUnavailablePercent": 101 } } """, $"{Rolling}.maxUnavailablePercent", "must be a whole number from 1 to 100; was 101")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2, "maxUnavailablePercent": 10 } } """, $"{Rolling}.maxUnavailablePercent", "batchNumber and maxUnavailablePercent are mutually exclusive: each determines the number of batches; remove one")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2, "maxSurge": -1 } } """, $"{Rolling}.maxSurge", "must be a whole number of at least 0; was -1")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2, "batchPause": "Automatic" } } """, $"{Rolling}.batchPause", "must be one of AUTOMATIC, FIRST_BATCH_PAUSE, BATCH_INTERVAL_PAUSE; was \"Automatic\"; did you mean AUTOMATIC?")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2, "failProcess": "AutoPause" } } """, $"{Rolling}.failProcess", "must be one of AUTO_PAUSE, AUTO_ROLLBACK, AUTO_CANCEL; was \"AutoPause\"; did you mean AUTO_PAUSE?")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2 }, "checkInstanceTargetHealth": "true" } """, "refreshSettings.checkInstanceTargetHealth", "must be true or false, without quotes; was \"true\"")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2 }, "checkInstanceTargetHealth": true, "checkInstanceTargetHealthTimeout": 59 } """, "refreshSettings.checkInstanceTargetHealthTimeout", "must be a whole number from 60 to 7200; was 59")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": [ 3 ] } """, Rolling, "must be an object; was a list")]
    [TestCase(""" "refreshMode": "rolling_update_replace" """, "refreshMode", "must be one of ROLLING_UPDATE_RESET, ROLLING_UPDATE_REPLACE; was \"rolling_update_replace\"; did you mean ROLLING_UPDATE_REPLACE?")]
    [TestCase(""" "resumeMode": "SKIP" """, "resumeMode", "must be one of RETRY, CONTINUE; was \"SKIP\"")]
    [TestCase(""" "approvedThroughBatch": -1 """, "approvedThroughBatch", "must be a whole number of at least 0; was -1")]
    [TestCase(""" "failureRetries": 11 """, "failureRetries", "must be a whole number from 0 to 10; was 11")]
    [TestCase(""" "desiredState": "Canceled" """, "desiredState", "must be one of Completed, Paused, Cancelled, RolledBack; was \"Canceled\"; did you mean Cancelled?")]
    [TestCase(""" "desiredState": "rolled-back" """, "desiredState", "must be one of Completed, Paused, Cancelled, RolledBack; was \"rolled-back\"; did you mean RolledBack?")]
    [TestCase(""" "onConflict": true """, "onConflict", "must be one of Fail, Adopt, Wait; was true")]
    [TestCase(""" "onInterrupt": "Stop" """, "onInterrupt", "must be one of Detach, Pause; was \"Stop\"")]
    [TestCase(""" "waitFor": "started" """, "waitFor", "must be one of Completed, Started; was \"started\"; did you mean Started?")]
    [TestCase(""" "progressDeadlineSeconds": 30 """, "progressDeadlineSeconds", "must be a whole number of at least 60; was 30")]
    [TestCase(""" "triggers": "img-1" """, "triggers", "must be an object whose values are text; was \"img-1\"")]
    [TestCase(""" "triggers": { "user.data": [ "x" ] } """, "triggers[\"user.data\"]", "must be text, a number, true or false; was a list")]
    [TestCase(""" "refreshModes": "x" """, "refreshModes", "is not a known property; did you mean refreshMode?")]
    [TestCase(""" "region": "ap-guangzhou" """, "region", "is not a known property; the properties are autoScalingGroupId, triggers, refreshMode, refreshSettings, resumeMode, approvedThroughBatch, failureRetries, desiredState, onConflict, onInterrupt, waitFor, failOn, skipMatching, expectedPlan, progressDeadlineSeconds, verification, standbyInstances, minHealthyPercent")]
    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2, "batchnumber": 2 } } """, $"{Rolling}.batchnumber", "is not a known property; did you mean batchNumber?")]
    [TestCase(""" "refreshMode": "ROLLING_UPDATE_REPLACE", "desiredState": "RolledBack" """, "desiredState", "cannot be RolledBack with refreshMode ROLLING_UPDATE_REPLACE: the replaced instances are gone, so there is nothing to roll back to; use Cancelled")]
    [TestCase(""" "refreshMode": "ROLLING_UPDATE_REPLACE", "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2, "failProcess": "AUTO_ROLLBACK" } } """, $"{Rolling}.failProcess", "cannot be AUTO_ROLLBACK with refreshMode ROLLING_UPDATE_REPLACE: the replaced instances are gone, so there is nothing to roll back to; use AUTO_PAUSE or AUTO_CANCEL")]
    public void Check_OneError_IsReportedWithItsPathValueAndRemedy(string members, string path, string reason)
        => Assert.That(InputsCheck.Check(Written.LeastWith(members)).Failures, Is.EqualTo(new[] { new CheckFailure(path, reason) }));

    [Test]
    public void Check_TheModeOfTheOldExample_NamesTheRightOne()
    {
        var failure = InputsCheck.Check(Written.LeastWith(""" "refreshMode": "ROLLING_UPDATE" """)).Failures.Single();

        Assert.That(failure.Path, Is.EqualTo("refreshMode"));
        Assert.That(failure.Reason, Does.Contain("was \"ROLLING_UPDATE\"; did you mean ROLLING_UPDATE_RESET (reinstall in place)?"));
    }

    [Test]
    public void Check_ManyErrors_AreAllReportedAtOnce()
    {
        var check = InputsCheck.Check(Written.Map("""
            { "refreshMode": "RESET", "colour": 1, "resumeMode": 3, "triggers": { "a": {} },
              "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 0, "batchPause": "never" }, "checkInstanceTargetHealth": 1 } }
            """));

        Assert.That(check.Failures.Select(failure => failure.Path), Is.EquivalentTo(new[]
        {
            "autoScalingGroupId", "refreshMode", "colour", "resumeMode", "triggers.a",
            $"{Rolling}.batchNumber", $"{Rolling}.batchPause", "refreshSettings.checkInstanceTargetHealth",
        }));
    }

    [Test]
    public void Check_NothingAtAll_NamesWhatIsRequired()
        => Assert.That(InputsCheck.Check(PropertyMap.Empty).Failures.Select(failure => failure.Path), Is.EqualTo(new[] { "autoScalingGroupId", "refreshSettings" }));

    [TestCase("batchNumber", "maxUnavailablePercent")]
    [TestCase("maxUnavailablePercent", "batchNumber")]
    public void Check_OneOfTwoThatExcludeEachOtherIsNotKnownYet_IsNoError(string unknown, string given)
        => Assert.That(
            InputsCheck.Check(Written.LeastWith($$""" "refreshSettings": { "rollingUpdateSettings": { "{{unknown}}": "«unknown»", "{{given}}": 2 } } """)).Failures, Is.Empty);

    [TestCase("autoScalingGroupId")]
    [TestCase("triggers")]
    [TestCase("refreshMode")]
    [TestCase("refreshSettings")]
    [TestCase("approvedThroughBatch")]
    [TestCase("desiredState")]
    public void Check_UnknownValue_IsNoError(string property)
    {
        var check = InputsCheck.Check(Written.LeastWith($""" "{property}": "«unknown»" """));

        Assert.That(check.Failures, Is.Empty);
        Assert.That(check.Inputs[property], Is.InstanceOf<PropertyValue.Unknown>());
    }

    [TestCase("batchNumber")]
    [TestCase("maxUnavailablePercent")]
    [TestCase("batchPause")]
    public void Check_UnknownBatchSetting_IsNoErrorAndHidesTheOtherRules(string property)
    {
        string other = property == "batchPause" ? "\"batchNumber\": 2, " : "";
        var check = InputsCheck.Check(Written.LeastWith(
            $$""" "approvedThroughBatch": 1, "refreshSettings": { "rollingUpdateSettings": { {{other}}"{{property}}": "«unknown»", "failProcess": "«unknown»" } } """));

        Assert.That(check.Failures, Is.Empty);
    }

    [Test]
    public void Check_UnknownTrigger_KeepsItsPlace()
        => Assert.That(InputsCheck.Check(Written.LeastWith(""" "triggers": { "image": "«unknown»" } """)).Inputs.Section("triggers")["image"], Is.InstanceOf<PropertyValue.Unknown>());

    [Test]
    public void Check_NumberAsDouble_IsTakenAsWhole()
        => Assert.That(RefreshInputs.From(InputsCheck.Check(Written.LeastWith(""" "failureRetries": 2.0 """)).Inputs).FailureRetries, Is.EqualTo(2));

    [Test]
    public void Check_AssetWhereTextBelongs_NamesTheKind()
    {
        var news = Written.Map(Written.Least).With("autoScalingGroupId", new PropertyValue.Asset(PropertyMap.Empty));

        Assert.That(InputsCheck.Check(news).Failures.Single(), Is.EqualTo(new CheckFailure("autoScalingGroupId", "must be text; was an asset")));
    }

    [TestCase(""" "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 2 }, "checkInstanceTargetHealthTimeout": 600 } """, "checkInstanceTargetHealthTimeout has no effect")]
    [TestCase(""" "approvedThroughBatch": 1 """, "approvedThroughBatch has nothing to approve")]
    public void Check_AllowedButHardlyMeant_Warns(string members, string warning)
    {
        var check = InputsCheck.Check(Written.LeastWith(members));

        Assert.That(check.Failures, Is.Empty);
        Assert.That(check.Warnings.Single(), Does.Contain(warning));
    }

    [TestCase("Cancelled", "img-2", "img-1", true)]
    [TestCase("RolledBack", "img-2", "img-1", true)]
    [TestCase("RolledBack", "«unknown»", "img-1", true)]
    [TestCase("Cancelled", "img-1", "img-1", false)]
    [TestCase("Paused", "img-2", "img-1", false)]
    [TestCase("Cancelled", "img-2", null, false)]
    [Bug("changed triggers were said to be noted also where none had changed")]
    public void Check_TriggersThatStartNothing_AreReportedOnlyWhereTheyChanged(string desired, string image, string? before, bool warns)
    {
        var olds = before is null ? null : RefreshInputs.From(Written.LeastWith($$""" "triggers": { "image": "{{before}}" } """));
        var news = Written.LeastWith($$""" "desiredState": "{{desired}}", "triggers": { "image": "{{image}}" } """);

        var warnings = InputsCheck.Check(news, olds).Warnings;

        Assert.That(warnings, warns ? Has.Exactly(1).Contains("start no rollout until desiredState is Completed again") : Is.Empty);
    }

    [TestCase("7", "7")]
    [TestCase("-0.5", "-0.5")]
    [TestCase("1.10", "1.1")]
    [TestCase("20260105123456", "20260105123456")]
    [TestCase("1e17", "100000000000000000")]
    [TestCase("true", "true")]
    [TestCase("false", "false")]
    [TestCase("\"1.10\"", "1.10")]
    [Bug("a number or a boolean as a trigger was refused, although programs in YAML send those for what they mean as text")]
    public void Check_NumberOrBooleanAsTrigger_CountsAsItsText(string written, string text)
    {
        var check = InputsCheck.Check(Written.LeastWith($$""" "triggers": { "x": {{written}} } """));

        Assert.That(check.Failures, Is.Empty);
        Assert.That(check.Inputs.Section("triggers")["x"], Is.EqualTo(new PropertyValue.Text(text)));
        Assert.That(RefreshInputs.From(check.Inputs).Triggers["x"], Is.EqualTo(text));
    }

    [Test]
    public void Check_SecretValueInTheWrongPlace_IsNeverQuoted()
    {
        var news = Written.LeastWith(""" "refreshMode": "s3cr3t", "triggers": { "key": [ "s3cr3t" ] }, "autoScalingGroupId": "s3cr3t" """);

        var failures = InputsCheck.Check(news.Select((_, value) => value.AsSecret())).Failures;

        Assert.That(failures, Has.Count.EqualTo(3));
        Assert.That(failures.Select(failure => failure.Reason), Has.None.Contain("s3cr3t"));
    }

    [Test]
    public void Check_LongOrStrangeText_IsQuotedInOneShortLine()
        => Assert.That(
            InputsCheck.Check(Written.LeastWith($""" "refreshMode": "a\nb{new string('x', 500)}" """)).Failures.Single().Reason,
            Does.Contain("was \"a\uFFFDbxxx").And.Contain("x…\" (503 characters)").And.Length.LessThan(240));
}
