using Spectre.Console;
using Spectre.Console.Testing;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Display;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Display;

internal sealed class DisplayTests
{
    private static readonly string Rollout = Urns.Make("dev", "proj", EngineFixture.StackUrn, "tencentcloud-refresh:index:InstanceRefresh", "rollout");

    private static readonly PropertyMap Outputs = PropertyMap.Of(
        ("refreshActivityId", "asr-1"), ("status", "FAILED_PAUSE"), ("outcome", "Failed"), ("currentBatch", 2), ("refreshedInstances", 3), ("totalInstances", 6),
        ("batches", PropertyValue.Array.Of(Batch(1, ("SUCCESSFUL", 2)), Batch(2, ("SUCCESSFUL", 1), ("FAILED", 1)), Batch(3, ("INIT", 2)))));

    [Test]
    public async Task Show_Plain_ReportsStepsProgressReasonsAndCounts()
    {
        string text = await ShowAsync(live: false);
        Assert.That(text, Is.EqualTo("""

            Updating (dev)
             +  rollout        InstanceRefresh  creating
                 Rollout on scaling group asg-87q2mj5l: 6 instances in 3 batches of 2,
                   reinstalled in place; ids, addresses and data disks stay.
                 2/3 · 3/6 ok · 1 failed · 4m00s
             +  rollout        InstanceRefresh  creating failed
                 ■■ ■✗ □□  FAILED_PAUSE 2/3 · 3/6 ok · 1 failed (Failed)
            Diagnostics:
              rollout (InstanceRefresh):
                error: Instance ins-1 (batch 2) failed.
            Resources: update failed; nothing to do
            Duration: 0s of the simulated fleet's time

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task Show_Live_DrawsTheTreeWithTheBatches()
    {
        string text = await ShowAsync(live: true);
        Assert.That(text,
            Does.Contain("2/3 · 3/6 ok · 1 failed").And.Contain("creating failed").And.Contain("✗").And.Contain("Diagnostics:"));
    }

    [Test]
    public void Act_Plain_IsOneRuleAndOneSentenceWithin80Columns()
    {
        using StringWriter output = new();
        Plain(output).Act(3, "failure", "A new image, and one instance of batch 2 does not come back: the rollout stops, the state is kept.");
        string[] lines = output.ToString().TrimEnd().Split('\n');
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(80));
        Assert.That(lines[1], Does.StartWith("── 3 failure ──"));
    }

    [Test]
    public void Wrap_LongText_BreaksBetweenWordsAndKeepsOwnLines()
        => Assert.That(TextWrap.Lines("one two three\nfour", 9, "  ", "    "), Is.EqualTo(new[] { "  one two", "    three", "  four" }));

    [Test]
    [Bug("every line of a warning began with the word warning, and lists lost their indent")]
    public void Wrap_LinesAfterALabel_AreReportedUnderItOnceAndKeepTheirSpaces()
        => Assert.That(TextWrap.Lines("one:\n  * two three\nfour", 13, "error: ", "  "), Is.EqualTo(new[] { "error: one:", "    * two", "    three", "  four" }));

    [Test]
    [Bug("a refresh marked what it found unchanged as changed")]
    public async Task Show_Refresh_MarksOnlyWhatIsNotAsInTheState()
    {
        using StringWriter output = new();
        OperationView view = new(new(OperationKind.Refresh, StackConfig.Empty("proj")), new StoppedClock());
        await Plain(output).ShowAsync(view, "dev", listener =>
        {
            ResourceState Entry(string name, string image)
                => new() { Urn = EngineFixture.UrnOf(name), Type = "test:index:Thing", Custom = true, Id = name, Outputs = PropertyMap.Of(("image", image)) };

            foreach ((string name, ResourceState? read) in new[] { ("same", Entry("same", "a")), ("other", Entry("other", "b")), ("lost", null) })
            {
                Step step = new(StepOp.Refresh, EngineFixture.UrnOf(name), Entry(name, "a"), Entry(name, "a"));
                foreach (EngineEvent happened in new EngineEvent[] { new EngineEvent.StepStarted(step), new EngineEvent.StepEnded(step, StepOutcome.Succeeded, read, []) })
                {
                    view.Apply(happened);
                    listener(happened);
                }
            }

            return Task.FromResult(view.ToRecord(DeploymentResult.Succeeded, []));
        }).Soon();
        Assert.That(output.ToString().ReplaceLineEndings("\n"), Is.EqualTo("""

            Refreshing (dev)
                same           Thing            unchanged
             ~  other          Thing            changed
             -  lost           Thing            gone
            Resources: 1 changed, 1 gone, 1 unchanged
            Duration: 0s of the simulated fleet's time

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    [Bug("the URN in the warning of pending operations went beyond the line")]
    public void Note_Urn_IsNameAndKindWithin80Columns()
    {
        using StringWriter output = new();
        Plain(output).Error($"An earlier run ended with 1 operation(s) in progress, and their results are not known:\n  * {Rollout}, interrupted while creating\nDone.");
        Assert.That(output.ToString().ReplaceLineEndings("\n"), Is.EqualTo("""
            error: An earlier run ended with 1 operation(s) in progress, and their results
              are not known:
                * rollout (InstanceRefresh), interrupted while creating
              Done.

            """.ReplaceLineEndings("\n")));
    }

    private static ConsoleDisplay Plain(TextWriter output)
        => new(AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) }), live: false, new StoppedClock());

    private static async Task<string> ShowAsync(bool live)
    {
        using StringWriter output = new();
        using TestConsole console = new TestConsole().Width(100).Interactive();
        ConsoleDisplay display = live ? new(console, live: true, new StoppedClock()) : Plain(output);
        OperationView view = new(new(OperationKind.Up, StackConfig.Empty("proj")), new StoppedClock());
        await display.ShowAsync(view, "dev", listener =>
        {
            foreach (EngineEvent happened in Events())
            {
                view.Apply(happened);
                listener(happened);
            }

            return Task.FromResult(view.ToRecord(DeploymentResult.Failed, []));
        }).Soon();
        return (live ? console.Output : output.ToString()).ReplaceLineEndings("\n");
    }

    private static IEnumerable<EngineEvent> Events()
    {
        ResourceState state = new() { Urn = Rollout, Type = Urns.TypeOf(Rollout), Custom = true, Outputs = Outputs };
        Step step = new(StepOp.Create, Rollout, null, state);
        yield return new EngineEvent.StepStarted(step);
        yield return new EngineEvent.Message(
            Severity.Info, "Rollout on scaling group asg-87q2mj5l: 6 instances in 3 batches of 2, reinstalled in place; ids, addresses and data disks stay.", Rollout, false);
        yield return new EngineEvent.Message(Severity.Info, "2/3 · 3/6 ok · 1 failed · 4m00s", Rollout, false)
        {
            Progress = new() { Batch = 2, Batches = 3, Done = 3, Total = 6, Failed = 1 },
        };
        yield return new EngineEvent.StepEnded(step, StepOutcome.PartlyFailed, state, ["Instance ins-1 (batch 2) failed."]);
    }

    private static PropertyValue Batch(int number, params (string Status, int Count)[] counts) => PropertyValue.Object.Of(
        ("number", number),
            ("instanceCounts",
                new PropertyValue.Object(PropertyMap.From(counts.Select(count => KeyValuePair.Create(count.Status, (PropertyValue)count.Count))))));

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }
}
