namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The project's main command, as a newcomer runs it.</summary>
public sealed class RehearsalTests
{
    [Test]
    public async Task Scenario_Twice_EndsWellBothTimesWithTheSameText()
    {
        var runs = await Task.WhenAll(RehearsalRun.ToEndAsync(), RehearsalRun.ToEndAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(runs.Select(run => run.ExitCode), Is.All.Zero, runs[0].ToString());
            Assert.That(runs[1].Output, Is.EqualTo(runs[0].Output), "the same seed gives the same output");
            Assert.That(runs[0].Errors, Is.Empty);
            Assert.That(runs[0].Output, Does.Contain("All steps completed as expected."));
            Assert.That(runs[0].Output, Does.Not.Contain("\u001b["), "no colours where nobody sees them");
            Assert.That(runs[0].Output, Does.Not.Contain("simulator-secret-key"));
            Assert.That(runs[0].Output.Split('\n').Where(line => line.Length > 80), Is.Empty, "readable at 80 columns");
        }
    }

    [Test]
    public async Task Scenario_AsJson_IsOneObjectAStepWithTheDocumentedMembers()
    {
        var end = await RehearsalRun.ToEndAsync("--json");

        Assert.That(end.ExitCode, Is.Zero, end.ToString());
        var steps = end.Steps;
        using (Assert.EnterMultipleScope())
        {
            foreach (var step in steps)
            {
                foreach (var member in (string[])["step", "operation", "outcome", "status", "apiCalls"])
                    Assert.That(step.TryGetProperty(member, out _), Is.True, $"{member} of {step}");
            }

            Assert.That(steps.Select(step => step.GetProperty("operation").GetString()).Distinct(), Is.EquivalentTo(new[] { "preview", "up", "refresh", "destroy" }));
            Assert.That(steps.Count(step => step.GetProperty("outcome").GetString() == "failed"), Is.EqualTo(3), "the image that fails on one instance, and the alarm with the run after it");
            Assert.That(steps.SelectMany(step => step.GetProperty("apiCalls").EnumerateArray()).Count(call => call.GetString() == "StartInstanceRefresh"),
                Is.EqualTo(steps.Count(step => step.GetProperty("apiCalls").EnumerateArray().Any(call => call.GetString() == "StartInstanceRefresh"))), "never two starts in one step");
        }
    }
}
