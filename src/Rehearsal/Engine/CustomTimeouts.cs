namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>Seconds a provider may take; 0 means not set. Handed on, never enforced by the engine.</summary>
internal sealed record CustomTimeouts(double Create, double Update, double Delete, double Read)
{
    public static CustomTimeouts None { get; } = new(0, 0, 0, 0);
}
