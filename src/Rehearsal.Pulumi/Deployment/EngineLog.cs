using Pulumirpc;

namespace Pulumi;

/// <summary>The engine's log: what people see beside the resources. Lines arrive in the order in which they were written.</summary>
internal sealed class EngineLog(Pulumirpc.Engine.EngineClient engine, RunningTasks tasks)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    /// <summary>An error was written, so the run has failed even if the program ends normally.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Queues a line; the program does not end before it was delivered.</summary>
    public Task WriteAsync(LogSeverity severity, string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
    {
        lock (_gate)
        {
            HasErrors |= severity == LogSeverity.Error;
            _last = SendAfterAsync(_last);
            tasks.Add(_last);
            return _last;
        }

        async Task SendAfterAsync(Task previous)
        {
            await previous;
            await engine.LogAsync(new LogRequest
            {
                Severity = severity,
                Message = message,
                Urn = await UrnOfAsync(resource),
                StreamId = streamId ?? 0,
                Ephemeral = ephemeral ?? false,
            });
        }
    }

    // A line about a resource whose registration failed goes to the stack's row: the failure itself is reported elsewhere.
    private static async Task<string> UrnOfAsync(Resource? resource)
    {
        if (resource is null)
            return "";
        var data = await resource.Urn.Data.ContinueWith(
            urn => urn.IsCompletedSuccessfully && urn.Result.IsKnown ? urn.Result.Value : "", TaskScheduler.Default);
        return data ?? "";
    }
}
