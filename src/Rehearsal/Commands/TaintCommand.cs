using System.CommandLine;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>Marks an entry of the state to be replaced by the next <c>up</c>, or takes the mark away.</summary>
internal static class TaintCommand
{
    public static Command Make(string name, string description, bool taint, SharedOptions shared, Func<Func<Task<int>>, Task<int>> guard)
    {
        Argument<string> urn = new("urn") { Description = "The resource, as `state` prints it." };
        Command command = new(name, description) { urn };
        command.SetAction((parsed, _) => guard(() => Task.FromResult(Mark(parsed, parsed.GetValue(urn)!, taint, shared))));
        return command;
    }

    private static int Mark(ParseResult parsed, string urn, bool taint, SharedOptions shared)
    {
        StackSecrets secrets = new(Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE") ?? StackSecrets.DefaultPassphrase);
        CheckpointFile file = new(shared.StatePath(parsed, ProjectFile.Find(shared.Project(parsed))), secrets, TimeProvider.System);
        using IDisposable held = file.Lock();
        file.Save(Marked(file.Load(), urn, taint));
        return 0;
    }

    /// <exception cref="ConfigurationException">The state has no such entry.</exception>
    public static Snapshot Marked(Snapshot state, string urn, bool taint)
    {
        ResourceState entry = state.Find(urn) ?? throw new ConfigurationException($"The state has no resource {urn}. `state` prints what it has.");
        return state with { Resources = [.. state.Resources.Select(one => one == entry ? one with { Taint = taint } : one)] };
    }
}
