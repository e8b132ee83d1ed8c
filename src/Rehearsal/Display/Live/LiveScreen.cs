using Spectre.Console;
using Spectre.Console.Rendering;

namespace TencentcloudRefresh.Rehearsal.Display.Live;

/// <param name="Width">Columns that a line may have.</param>
/// <param name="Height">Lines.</param>
internal readonly record struct ScreenSize(int Width, int Height);

/// <summary>
/// Lines at the end of a terminal that are drawn again and again in their place, while something runs. The clock in them ticks; a resize, and the <c>^C</c>
/// that a terminal writes, leave nothing behind; what was drawn last stays.
/// </summary>
internal sealed class LiveScreen(IAnsiConsole console, TimeProvider clock)
{
    private const int Narrowest = 40;

    /// <summary>Often enough for a picture that moves, seldom enough for a slow connection.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private string[] _drawn = [];
    private int _width;

    /// <summary>A line that fills its row, or a picture that fills the screen, would scroll: one column and one line stay free.</summary>
    private ScreenSize Size => new(Math.Max(Narrowest, console.Profile.Width - 1), Math.Max(3, console.Profile.Height - 1));

    /// <param name="draw">The lines as markup, at this moment, each at most as wide as the size says. Called from one thread at a time.</param>
    /// <param name="work">What is watched: as soon as it has ended, the lines are drawn once more, and stay.</param>
    public async Task<T> WatchAsync<T>(Func<ScreenSize, IReadOnlyList<string>> draw, Task<T> work)
    {
        console.Cursor.Hide();
        try
        {
            using PeriodicTimer timer = new(Every, clock);
            do
                Draw(draw(Size), always: false);
            while (await BeforeEndAsync(timer, work));
            Draw(draw(Size), always: true);
        }
        finally
        {
            console.Cursor.Show();
        }

        return await work;
    }

    private static async Task<bool> BeforeEndAsync(PeriodicTimer timer, Task work)
    {
        Task<bool> tick = timer.WaitForNextTickAsync().AsTask();
        return await Task.WhenAny(tick, work) == tick && !work.IsCompleted;
    }

    private void Draw(IReadOnlyList<string> lines, bool always)
    {
        int width = console.Profile.Width;
        if (!always && width == _width && lines.SequenceEqual(_drawn))
            return;
        // A terminal that has become narrower has broken the lines that stand there: they take more rows now.
        int rows = _drawn.Sum(line => Math.Max(1, (Markup.Remove(line).Length + width - 1) / Math.Max(1, width)));
        console.Write(new Frame(rows, lines));
        (_drawn, _width) = ([.. lines], width);
    }

    /// <summary>One write, so that nothing flickers: up over the last picture, each line over the one that stood there, and away with what is left below.</summary>
    /// <param name="rows">How many the last picture takes.</param>
    private sealed class Frame(int rows, IReadOnlyList<string> lines) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            yield return Segment.Control(rows > 0 ? $"\r\u001b[{rows}A" : "\r");
            foreach (string line in lines)
            {
                foreach (Segment segment in ((IRenderable)new Markup(line)).Render(options, maxWidth))
                    yield return segment;
                yield return Segment.Control("\u001b[K");
                yield return Segment.LineBreak;
            }

            yield return Segment.Control("\u001b[J");
        }
    }
}
