namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>Hands events on one at a time, whatever thread they come from, so that listeners need no locks.</summary>
internal sealed class EventStream(Action<EngineEvent> listener)
{
    private readonly Lock _gate = new();

    public void Publish(EngineEvent happened)
    {
        lock (_gate)
            listener(happened);
    }

    public void Say(Severity severity, string text, string urn = "", bool ephemeral = false)
        => Publish(new EngineEvent.Message(severity, text, urn, ephemeral));
}
