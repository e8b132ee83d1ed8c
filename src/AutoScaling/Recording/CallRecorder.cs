using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// Keeps what the service answered to Describe calls, a line of JSON each (<see cref="RecordedCall"/>), so that an incident can be looked at again and
/// replayed. Lines are appended whole, also by several clients and several processes at once. A file that cannot be written never disturbs a call: it is
/// told once, and tried again with the next.
/// </summary>
internal sealed partial class CallRecorder(string path, Func<string, string>? filter, ILogger log)
{
    private bool _failureReported;

    /// <summary>Keeps a call, unless it is not one to keep: writes and calls of the token service may carry what must not lie in a file.</summary>
    public void Keep(CloudCall call, CallOutcome outcome)
    {
        if (outcome is not CallOutcome.Answered answered || !IsKept(call.Action))
            return;
        try
        {
            byte[] line = RecordedCall.Line(call, answered);
            if (filter is not null)
                line = Encoding.UTF8.GetBytes(filter(Encoding.UTF8.GetString(line)));
            AppendedFile.Append(path, line); // opened for each line: seconds pass between two
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or JsonException)
        {
            if (!Interlocked.Exchange(ref _failureReported, true))
                Log.NotKept(log, path, trouble.Message);
        }
    }

    private static bool IsKept(CloudAction action) => !action.IsWrite && action.Service is CloudAction.AutoScaling or "cvm" && action.Name.StartsWith("Describe", StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(1005, LogLevel.Warning, "Answers cannot be kept in {Path}: {Reason}")]
        public static partial void NotKept(ILogger logger, string path, string reason);
    }
}
