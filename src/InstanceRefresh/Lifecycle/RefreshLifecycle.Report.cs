using TencentcloudRefresh.InstanceRefresh.Report;

namespace TencentcloudRefresh.InstanceRefresh;

public sealed partial class RefreshLifecycle
{
    /// <summary>Writes what an operation has come to, if a report is wanted. A problem with it is a warning and nothing else.</summary>
    private static async Task<OperationResult> ReportedAsync(OperationResult result, OperationContext context)
    {
        if (result.Draft is not { } draft)
            return result;
        result = result with { Draft = null };
        try
        {
            var report = draft.Finish(result, context);
            string?[] problems = [ReportFiles.Write(context.ReportDirectory, ref report), context.Summary?.Append(report)];
            foreach (string problem in problems.OfType<string>())
                await context.Log.WarnAsync(problem);
        }
        catch (Exception)
        {
            // The report is a courtesy; the result, with the id in it, is not.
        }

        return result;
    }
}
