using Spectre.Console;
using TencentcloudRefresh.Rehearsal.Commands;
using TencentcloudRefresh.Rehearsal.Display;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Rehearsal.Record;
using TencentcloudRefresh.Rehearsal.Scenarios;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Scenarios;

internal sealed class ScenarioRunnerTests
{
    [Test]
    [Bug("an interrupted scenario listed what else had been expected")]
    public async Task Tell_Interrupted_EndsWithoutSurprisesAndNotAsReported()
    {
        string folder = Directory.CreateTempSubdirectory("scenario-").FullName;
        await using Session session = await Session.OpenAsync(
            new()
            {
                ProjectDirectory = Repository.PathOf("."),
                ProviderPath = Path.Combine(folder, "no-provider"),
                ProgramPath = Path.Combine(folder, "no-program"),
                Ephemeral = true,
            },
            CancellationToken.None).Soon();
        using StringWriter output = new();
        ConsoleDisplay display = new(AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) }), live: false, TimeProvider.System);
        Interruption pressed = new(new CancellationToken(canceled: true), CancellationToken.None);

        RunRecord record = await new ScenarioRunner(session, new DisplayView(display, session.Stack), pressed).RunAsync(only: null).Soon();

        Directory.Delete(folder, recursive: true);
        Assert.That(record.AsExpected, Is.False);
        Assert.That(record.Acts, Has.Length.EqualTo(1));
        Assert.That(output.ToString(), Does.Not.Contain("not as expected"));
    }
}
