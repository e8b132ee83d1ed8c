using System.Collections.Immutable;
using Spectre.Console;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.Display.Live;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Display.Live;

/// <summary>The picture of a rollout: exact where it counts, and never wider than the terminal.</summary>
internal sealed class RolloutDrawingTests
{
    private static readonly TimeSpan Now = TimeSpan.Zero;

    [TestCase(2, 0, 0, 2, 60, "■■")]
    [TestCase(1, 1, 0, 2, 60, "■✗")]
    [TestCase(0, 0, 2, 4, 60, "▣▣□□")]
    [TestCase(250, 0, 250, 500, 20, "■■■■■■■■■■▣▣▣▣▣▣▣▣▣▣")]
    [TestCase(497, 3, 0, 500, 20, "■■■■■■■■■■■■■■■■■✗✗✗")]
    [TestCase(0, 1, 499, 500, 10, "✗▣▣▣▣▣▣▣▣▣")]
    [TestCase(0, 500, 0, 500, 10, "✗✗✗✗✗")]
    [Bug("one failed instance of a small batch was drawn as four")]
    public void Cells_OfABatch_AreExactWhereTheyFitAndShowEachFailure(int done, int failed, int busy, int total, int room, string expected)
        => Assert.That(Cells.Text(Cells.Of(new(1, total, done, failed, busy), room)), Is.EqualTo(expected));

    [TestCase(1, 1, 1, 4, 60, "■✗?□")]
    [TestCase(0, 0, 2, 2, 60, "??")]
    [TestCase(496, 3, 1, 500, 20, "■■■■■■■■■■■■■■■■✗✗✗?")]
    [TestCase(0, 250, 250, 500, 10, "✗✗✗??")]
    [Bug("an instance that had left the group was drawn as one that waits")]
    public void Cells_OfInstancesThatAreGone_HaveAMarkOfTheirOwn(int done, int failed, int lost, int total, int room, string expected)
        => Assert.That(Cells.Text(Cells.Of(new(1, total, done, failed, 0) { Lost = lost }, room)), Is.EqualTo(expected));

    [Test]
    public void Picture_OfThreeBatches_HasARowForEachAndNamesWhatIsInProgress()
        => Assert.That(Drawn(Three(), new(80, 20)), Is.EqualTo(new[]
        {
            "2/3 · 3/6 ok · 1 failed · 3m10s · about 4m left",
            "batch 1  ■■  2/2 ok · 1m40s",
            "batch 2  ■✗▣  1/3 ok · 1 failed · 1m30s",
            "batch 3  □  waiting",
            "reinstalling  ins-00000005",
        }).Using<string, string>((drawn, expected) => Squeezed(drawn) == Squeezed(expected)));

    [Test]
    public void Picture_AWhileLater_HasAClockThatTicks()
        => Assert.That(RolloutDrawing.Of(Three(), TimeSpan.FromSeconds(5), new(80, 20))[0], Does.Contain("3m15s"));

    [Test]
    public void Picture_OfFiftyBatches_FoldsThoseThatAreDoneOrWait()
    {
        string[] lines = Drawn(Many(50, current: 18, size: 10), new(100, 12));

        Assert.That(lines, Has.Length.LessThanOrEqualTo(12));
        Assert.That(lines, Has.Some.StartsWith("batches 1-17 ").And.Some.Contains("170/170 ok"));
        Assert.That(lines, Has.Some.StartsWith("batch 18 "));
        Assert.That(lines, Has.Some.StartsWith("batches 19-50 ").And.Some.EndsWith("waiting"));
    }

    [Test]
    public void Picture_OfAnyRollout_FitsTheScreenAndCutsNoWord(
        [Values(40, 59, 60, 79, 80, 119, 200)] int width, [Values(1, 3, 7, 50, 400)] int batches, [Values(1, 2, 100)] int size, [Values(4, 12, 40)] int height)
    {
        foreach (int current in new[] { 1, (batches / 2) + 1, batches })
        {
            RolloutProgress progress = Many(batches, current, size) with { Quiet = new(TimeSpan.FromMinutes(70), TimeSpan.FromHours(30)), Phase = "destroying surge instances" };
            string[] lines = Drawn(progress, new(width, height));
            Assert.That(lines, Has.All.Length.LessThanOrEqualTo(width));
            Assert.That(lines, Has.Length.LessThanOrEqualTo(Math.Max(height, 4)));
            Assert.That(string.Join(' ', lines), Does.Contain("destroying surge instances"));
        }
    }

    [TestCase(3, 2, 75, "■■ ■▣ □□")]
    [TestCase(1, 2000, 60, null)]
    [TestCase(500, 4, 75, null)]
    public void Bar_OfALog_IsOneLineOfAtMostItsWidth(int batches, int size, int width, string? expected)
    {
        string bar = RolloutDrawing.Bar(Many(batches, Math.Min(2, batches), size), width);
        Assert.That(bar, Has.Length.LessThanOrEqualTo(width).And.Length.GreaterThan(0));
        if (expected is not null)
            Assert.That(bar, Is.EqualTo(expected));
    }

    [Test]
    public void Picture_OfTextFromElsewhere_MovesNoCursorAndIsNoMarkup()
    {
        RolloutProgress hostile = Three() with { Phase = "[red]\u001b[2J", InProgress = [new("ins-[/]\n1", 2, "in hook")] };
        Assert.That(Drawn(hostile, new(80, 20)), Has.All.Matches<string>(line => line is not null && !line.Any(char.IsControl)));
    }

    [Test]
    public void Picture_OfABatchCountAlone_IsOneRow()
        => Assert.That(Drawn(Three() with { PerBatch = [], InProgress = [] }, new(80, 20)), Has.Length.EqualTo(2));

    private static string Squeezed(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string[] Drawn(RolloutProgress progress, ScreenSize size) => [.. RolloutDrawing.Of(progress, Now, size).Select(Markup.Remove)];

    private static RolloutProgress Three() => new()
    {
        Batch = 2,
        Batches = 3,
        Done = 3,
        Total = 6,
        Failed = 1,
        Elapsed = TimeSpan.FromSeconds(190),
        Left = TimeSpan.FromMinutes(4),
        PerBatch =
        [
            new(1, 2, 2, 0, 0) { Elapsed = TimeSpan.FromSeconds(100) }, new(2, 3, 1, 1, 1) { Elapsed = TimeSpan.FromSeconds(90) }, new(3, 1, 0, 0, 0),
        ],
        InProgress = [new("ins-00000005", 2, "reinstalling")],
    };

    /// <summary>Those before the current one are done, half of the current one is in progress.</summary>
    private static RolloutProgress Many(int batches, int current, int size)
    {
        ImmutableArray<BatchProgress> each =
        [
            .. Enumerable.Range(1, batches).Select(number => number < current ? new BatchProgress(number, size, size, 0, 0) { Elapsed = TimeSpan.FromSeconds(100) }
                : number > current ? new(number, size, 0, 0, 0)
                : new(number, size, size / 2, 0, size - (size / 2)) { Elapsed = TimeSpan.FromSeconds(30) }),
        ];
        return new()
        {
            Batch = current,
            Batches = batches,
            Done = each.Sum(batch => batch.Done),
            Total = batches * size,
            Elapsed = TimeSpan.FromMinutes(90),
            PerBatch = each,
            InProgress = [.. Enumerable.Range(1, Math.Min(RolloutProgress.NamedAtMost, size - (size / 2))).Select(number => new InstanceProgress($"ins-{number:00000000}", current, "reinstalling"))],
        };
    }
}
