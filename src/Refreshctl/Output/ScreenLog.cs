using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Refreshctl.Output;

/// <summary>Progress on the screen: what the provider keeps in a log is a line, what it shows for the moment passes.</summary>
internal sealed class ScreenLog(Screen screen) : IProgressLog
{
    public Task StatusAsync(string line, RolloutProgress? progress = null)
    {
        screen.Passing(line);
        return Task.CompletedTask;
    }

    public Task InfoAsync(string line, RolloutProgress? progress = null)
    {
        screen.Line(line, hanging: "  ");
        return Task.CompletedTask;
    }

    public Task TraceAsync(string line, RolloutProgress progress) => StatusAsync(line);

    public Task WarnAsync(string line)
    {
        screen.Line($"warning: {line}", hanging: "  ");
        return Task.CompletedTask;
    }
}
