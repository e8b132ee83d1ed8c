using TencentcloudRefresh.Rehearsal.Processes;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Processes;

/// <summary>Executables that misbehave, as small shell scripts.</summary>
[Platform(Exclude = "Win", Reason = "the scripts are for a Unix shell")]
internal sealed class ProcessTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("process-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Load_BannerBeforeThePort_IsRefusedWithTheLine()
        => Assert.That(() => LoadAsync("echo hello; sleep 20"), Throws.TypeOf<ProcessException>().With.Message.Contains("'hello'"));

    [Test]
    public void Load_EndsBeforeThePort_SaysCodeAndLastWords()
        => Assert.That(() => LoadAsync("echo oops >&2; exit 7"),
            Throws.TypeOf<ProcessException>().With.Message.Contains("code 7").And.Message.Contains("oops"));

    [Test]
    public void Load_NoSuchFile_SaysSo()
        => Assert.That(
            () => new PluginLauncher(new("test", Path.Combine(_folder, "none"), _folder), TimeProvider.System)
                .LoadAsync("127.0.0.1:1", CancellationToken.None).Soon(),
            Throws.TypeOf<ProcessException>());

    [Test]
    public async Task Start_Always_PassesVariablesAndTakesAwayOthers()
    {
        Environment.SetEnvironmentVariable("REHEARSAL_TEST_INHERITED", "yes");
        List<string> lines = [];
        ChildProcessOptions options = new(Script("echo \"$A|$REHEARSAL_TEST_INHERITED|$(pwd)\""), _folder)
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["A"] = "1", ["REHEARSAL_TEST_INHERITED"] = null },
        };
        await using ChildProcess process = ChildProcess.Start(options, (line, _) => lines.Add(line), TimeProvider.System);
        Assert.That(await process.Ended.Soon(), Is.Zero);
        Assert.That(lines, Is.EqualTo(new[] { $"1||{_folder}" }));
    }

    [Test]
    public async Task Stop_ProcessListens_EndsByInterrupt()
    {
        (ChildProcess process, Task ready) = Ready("trap 'exit 5' INT; echo ready; while :; do sleep 0.05; done");
        await using (process)
        {
            await ready.Soon();
            await process.StopAsync(TimeSpan.FromSeconds(20)).Soon();
            Assert.That(await process.Ended.Soon(), Is.EqualTo(5));
        }
    }

    [Test]
    public async Task Stop_ProcessIsDeaf_IsKilledWithItsChildren()
    {
        (ChildProcess process, Task ready) = Ready("trap '' INT; sleep 300 & echo ready; wait; wait; wait");
        await using (process)
        {
            await ready.Soon();
            await process.StopAsync(TimeSpan.FromMilliseconds(50)).Soon();
            Assert.That(await process.Ended.Soon(), Is.EqualTo(137));
        }
    }

    [Test]
    public async Task Start_Always_GivesAGroupOfItsOwn()
    {
        TaskCompletionSource<string> group = new();
        await using ChildProcess process = ChildProcess.Start(
            new(Script("ps -o pgid= -p $$ 2>/dev/null || cut -d' ' -f5 /proc/$$/stat"), _folder),
            (line, _) => group.TrySetResult(line.Trim()),
            TimeProvider.System);
        Assert.That(await group.Task.Soon(), Is.EqualTo(process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            "a Ctrl-C for the terminal's group must not reach it");
        await process.Ended.Soon();
    }

    private (ChildProcess Process, Task Ready) Ready(string script)
    {
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return (ChildProcess.Start(new(Script(script), _folder), (_, _) => ready.TrySetResult(), TimeProvider.System), ready.Task);
    }

    private Task LoadAsync(string script)
        => new PluginLauncher(new("test", Script(script), _folder), TimeProvider.System).LoadAsync("127.0.0.1:1", CancellationToken.None).Soon();

    private string Script(string body)
    {
        string path = Path.Combine(_folder, $"script-{Guid.NewGuid():N}");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
