using TencentcloudRefresh.Rehearsal.Display;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>Asks before an update ends a rollout that is alive: it can be neither resumed nor rolled back afterwards.</summary>
internal static class Confirmation
{
    /// <summary>The question; null where nothing is ended.</summary>
    public static string? Question(OperationRecord preview) => preview.Steps.Select(step => step.Ends).FirstOrDefault(ends => ends is not null) is { } rollout
        ? $"This ends rollout {rollout.ActivityId} of scaling group {rollout.GroupId} ({rollout.ToProgress().Line}), which can be neither resumed nor rolled back "
            + "afterwards. Continue? [y/N]"
        : null;

    /// <param name="width">Of the terminal.</param>
    /// <returns>Whether the answer is yes; an interrupt is none.</returns>
    public static async Task<bool> AskAsync(string question, int width, TextWriter output, TextReader input, CancellationToken interrupted)
    {
        await output.WriteAsync(string.Join(Environment.NewLine, TextWrap.Lines(question, width, "", "")) + " ");
        await output.FlushAsync(CancellationToken.None);
        try
        {
            // A console that is read knows no token.
            string? answer = await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(interrupted);
            return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
