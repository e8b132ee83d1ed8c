using System.Runtime.InteropServices;
using System.Text;
using TencentcloudRefresh.Provider.Hosting;

// Standard output is the handshake. It is taken away before anything else runs, so that whatever prints later cannot be taken for the port.
// Never disposed: that would write once more what could not be written.
var stdout = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
Console.SetOut(Console.Error);

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop); // the terminal or the CI step is gone
using var controlBreak = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop); // how the engine interrupts on Windows
return await ProviderHost.RunAsync(args, stdout, TimeProvider.System, stopping.Token);

void Stop(PosixSignalContext signal)
{
    // Not now: operations in flight answer with their state first.
    signal.Cancel = true;
    _ = stopping.CancelAsync();
}
