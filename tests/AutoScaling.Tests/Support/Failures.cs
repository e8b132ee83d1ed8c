using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The exception a task ends with, or a failed test.</summary>
internal static class Failures
{
    public static async Task<TException> OfAsync<TException>(Task task)
        where TException : Exception
    {
        try
        {
            await task.Soon();
        }
        catch (TException expected)
        {
            return expected;
        }

        throw new AssertionException($"Expected a {typeof(TException).Name}, but the call worked.");
    }
}
