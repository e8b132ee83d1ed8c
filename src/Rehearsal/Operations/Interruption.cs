namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>Ctrl-C, pressed once (come to an end) and twice (break off).</summary>
internal sealed record Interruption(CancellationToken Once, CancellationToken Twice)
{
    public static Interruption Never { get; } = new(CancellationToken.None, CancellationToken.None);
}
