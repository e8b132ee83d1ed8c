using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Services;

namespace TencentcloudRefresh.Rehearsal.Processes;

/// <summary>A program as the source of registrations: started, listened to, and ended with the run.</summary>
internal sealed class ProgramSource(
    ProgramOptions options, Deployment deployment, MonitorService monitor, ServiceAddresses addresses, TimeProvider clock)
{
    /// <summary>A program that failed and has said why itself.</summary>
    private const int AlreadyReported = 32;

    // A program notices the end of a run by itself; this is for one that does not.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc cref="RegistrationSource"/>
    public async Task<bool> RunAsync(Func<Task> finished)
    {
        await using ChildProcess program = ChildProcess.Start(options.ToChild(deployment.Name, deployment.Request, addresses), Hear, clock);
        Task<int> ended = program.Ended;
        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, clock, deployment.Stopped);
        await Task.WhenAny(monitor.Finished, ended, stopped);
        if (deployment.IsStopping)
        {
            await program.KillAfterAsync(Patience);
            return true; // the run knows its reason
        }

        if (!monitor.Finished.IsCompleted && await ended != 0)
            return Failed(await ended);
        await finished();
        monitor.Release();
        await program.KillAfterAsync(Patience);
        return await ended == 0 || deployment.IsStopping || Failed(await ended);
    }

    private bool Failed(int code)
    {
        // A program whose registration was refused says so with its exit code; the refusal was reported already.
        if (code != AlreadyReported && !deployment.HasFailed)
            deployment.Say(Severity.Error, $"Program exited with non-zero exit code: {code}", "", ephemeral: false);
        return false;
    }

    private void Hear(string line, bool isError)
    {
        if (line.Length > 0)
            deployment.Say(Severity.Info, line, "", ephemeral: false);
    }
}
