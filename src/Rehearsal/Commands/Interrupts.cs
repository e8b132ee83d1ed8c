using System.Runtime.InteropServices;
using TencentcloudRefresh.Rehearsal.Operations;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>Ctrl-C and the polite kill: the first asks for an end, the second breaks off, the third is the system's.</summary>
internal sealed class Interrupts : IDisposable
{
    private const string ShowCursor = "\u001b[?25h";

    private readonly CancellationTokenSource _once = new();
    private readonly CancellationTokenSource _twice = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _count;

    public Interrupts()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear);
    }

    public Interruption Interruption => new(_once.Token, _twice.Token);

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _once.Dispose();
        _twice.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        int count = Interlocked.Increment(ref _count);
        context.Cancel = count <= 2;
        if (count == 1)
            _once.Cancel();
        else if (count == 2)
            _twice.Cancel();
        else if (!Console.IsOutputRedirected)
            Console.Out.Write(ShowCursor); // Nobody else will, once the system has ended this process.
    }
}
