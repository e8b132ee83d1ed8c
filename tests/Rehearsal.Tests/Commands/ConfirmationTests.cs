using TencentcloudRefresh.Rehearsal.Commands;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Commands;

internal sealed class ConfirmationTests
{
    private static readonly RolloutRecord Paused = new() { ActivityId = "asr-1", GroupId = "asg-1", Status = "FAILED_PAUSE", CurrentBatch = 2, BatchCount = 3 };

    [Test]
    public void Question_ARolloutThatIsAliveGoes_NamesIt()
        => Assert.That(Confirmation.Question(Preview(Paused)), Does.Contain("asr-1").And.Contain("FAILED_PAUSE 2/3"));

    [Test]
    public void Question_NothingThatIsAliveGoes_IsNone() => Assert.That(Confirmation.Question(Preview(null)), Is.Null);

    [TestCase("FAILED_PAUSE", true)]
    [TestCase("RUNNING", true)]
    [TestCase("SUCCESSFUL", false)]
    [TestCase("SKIPPED", false)]
    public void IsAlive_OfAStatus_IsWhetherItCanGoOn(string status, bool alive) => Assert.That((Paused with { Status = status }).IsAlive, Is.EqualTo(alive));

    [TestCase("y", true)]
    [TestCase("Yes", true)]
    [TestCase("n", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public async Task Ask_AnAnswer_IsYesOnlyWhereItSaysSo(string? answer, bool expected)
    {
        using StringWriter output = new();
        using StringReader input = new(answer is null ? "" : answer + "\n");
        Assert.That(await Confirmation.AskAsync("Continue?", 80, output, input, CancellationToken.None).Soon(), Is.EqualTo(expected));
        Assert.That(output.ToString(), Is.EqualTo("Continue? "));
    }

    [Test, Bug("a word of the question was cut at the edge of the terminal")]
    public async Task Ask_ANarrowTerminal_BreaksTheQuestionBetweenWords()
    {
        using StringWriter output = new();
        using StringReader input = new("n");
        string question = Confirmation.Question(Preview(Paused))!;
        await Confirmation.AskAsync(question, 60, output, input, CancellationToken.None).Soon();
        string[] lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(61));
        Assert.That(string.Join(' ', lines).TrimEnd(), Is.EqualTo(question));
    }

    [Test]
    public async Task Ask_Interrupted_IsNo()
    {
        using StringReader input = new("");
        Assert.That(await Confirmation.AskAsync("Continue?", 80, TextWriter.Null, input, new CancellationToken(canceled: true)).Soon(), Is.False);
    }

    private static OperationRecord Preview(RolloutRecord? ends) => new()
    {
        Operation = "preview",
        Steps = [new StepRecord("urn", "type", "rollout", StepOp.DeleteReplaced, StepOutcome.Succeeded) { Ends = ends }],
    };
}
