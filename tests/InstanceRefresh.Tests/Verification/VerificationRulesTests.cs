namespace TencentcloudRefresh.InstanceRefresh.Tests.Verification;

/// <summary>What Check says of a verification.</summary>
public sealed class VerificationRulesTests
{
    [TestCase("""{ "alarmPolicyIds": ["policy-1b842bhh", "asg-9dn1a5y6"] }""", "verification.alarmPolicyIds[1]")]
    [TestCase("""{ "alarmPolicyIds": "policy-1b842bhh" }""", "verification.alarmPolicyIds")]
    [TestCase("""{ "bakeSeconds": 172801 }""", "verification.bakeSeconds")]
    [TestCase("""{ "httpChecks": [{}] }""", "verification.httpChecks[0].url")]
    [TestCase("""{ "httpChecks": [{ "url": "web.example.com/healthz" }] }""", "verification.httpChecks[0].url")]
    [TestCase("""{ "httpChecks": [{ "url": "https://me:secret@web.example.com/" }] }""", "verification.httpChecks[0].url")]
    [TestCase("""{ "httpChecks": [{ "url": "https://web.example.com/", "status": 204 }] }""", "verification.httpChecks[0].status")]
    [TestCase("""{ "pauseAfterBatches": [0] }""", "verification.pauseAfterBatches[0]")]
    [TestCase("""{ "onFailure": "Rollback" }""", "verification.onFailure")]
    public void Check_AnEntryThatIsWrong_IsNamedByItsPath(string verification, string path)
        => Assert.That(Check(verification).Failures.Select(failure => failure.Path), Is.EqualTo(new[] { path }));

    [Test]
    public void Check_MoreThanTenPolicies_AreTooMany()
        => Assert.That(
            Check($$"""{ "alarmPolicyIds": [{{string.Join(", ", Enumerable.Range(0, 11).Select(number => $"\"policy-{number}\""))}}] }""").Failures.Single().Path,
            Is.EqualTo("verification.alarmPolicyIds"));

    [Test]
    public void Check_RollBackOfReplacedInstances_IsForbidden()
        => Assert.That(
            Check("""{ "onFailure": "RollBack", "pauseAfterBatches": [1] }""", """ "refreshMode": "ROLLING_UPDATE_REPLACE", """).Failures.Single().Path,
            Is.EqualTo("verification.onFailure"));

    [Test]
    public void Check_WithoutAPause_WarnsThatOnlyTheEndIsVerified()
    {
        Assert.That(Check("""{ "bakeSeconds": 60 }""").Warnings.Single(), Does.StartWith("verification looks at the end only"));
        Assert.That(Check("""{ "bakeSeconds": 60, "pauseAfterBatches": [1] }""").Warnings, Is.Empty);
    }

    [Test]
    public void Check_PausesOfTheVerification_ArePausesToApprove()
        => Assert.That(Check("""{ "bakeSeconds": 60, "pauseAfterBatches": [1] }""", """ "approvedThroughBatch": 1, """).Warnings, Is.Empty);

    [Test]
    public void Inputs_WrittenAndRead_AreTheSame()
    {
        var settings = new VerificationSettings
        {
            Bake = TimeSpan.FromSeconds(60),
            AlarmPolicyIds = ["policy-1b842bhh"],
            HttpChecks = [new HttpCheck("https://web.example.com/healthz?token=1") { FailuresAllowed = 2 }],
            PauseAfterBatches = [1, 5],
            OnFailure = VerificationAction.Cancel,
        };
        var inputs = Fixture.Inputs(change: inputs => inputs with { Verification = settings });

        Assert.That(RefreshInputs.From(inputs.ToMap()).Verification, Is.EqualTo(settings));
        Assert.That(RefreshDiff.Between(inputs, outputs: null, inputs.ToMap()).Details, Is.Empty);
        Assert.That(settings.HttpChecks[0].DisplayUrl, Is.EqualTo("https://web.example.com/healthz"));
    }

    private static CheckedInputs Check(string verification, string more = "") => InputsCheck.Check(Written.Map(
        $$"""{ "autoScalingGroupId": "asg-9dn1a5y6", {{more}} "verification": {{verification}}, "refreshSettings": { "rollingUpdateSettings": { "batchNumber": 3 } } }"""));
}
