namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The project's main command, as a newcomer runs it.</summary>
public sealed class RehearsalTests
{
    [Test]
    public async Task Scenario_WithoutATerminal_EndsWellInPlainText()
    {
        var end = await RehearsalRun.ToEndAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(end.ExitCode, Is.Zero, end.ToString());
            Assert.That(end.Errors, Is.Empty);
            Assert.That(end.Output, Does.Contain("All steps completed as expected."));
            Assert.That(end.Output, Does.Not.Contain("\u001b["), "no colours where nobody sees them");
            Assert.That(end.Output, Does.Not.Contain("simulator-secret-key"));
            Assert.That(end.Output.Split('\n').Where(line => line.Length > 80), Is.Empty, "readable at 80 columns");
        }
    }

    /// <summary>Ids, times and the order of events come from the seed alone. A rollout that fails has all of them.</summary>
    [Test]
    public async Task Up_OfTheSameSeed_PrintsTheSameText()
    {
        var runs = await Task.WhenAll(FailedBatchAsync(), FailedBatchAsync());

        Assert.That(runs[0], Does.Contain("1 failed"));
        Assert.That(runs[1], Is.EqualTo(runs[0]));
    }

    private static async Task<string> FailedBatchAsync()
    {
        using var checkout = new Checkout();
        string[] up = ["up", "--plain", "--skip-preview", "--checkpoint", checkout.Checkpoint];
        var created = await RehearsalRun.ToEndAsync(up);
        var failed = await RehearsalRun.ToEndAsync([.. up, "--config", "imageId=img-new00001", "--fault", "batch=2,kind=failOnce"]);
        return created.Output + failed.Output;
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
