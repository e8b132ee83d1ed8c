namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>Ctrl-C, pressed once (finish) and twice (stop at once).</summary>
internal sealed record Interruption(CancellationToken Once, CancellationToken Twice)
{
    public static Interruption Never { get; } = new(CancellationToken.None, CancellationToken.None);
}
