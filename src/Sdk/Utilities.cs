namespace Pulumi.TencentcloudRefresh;

internal static class Utilities
{
    /// <summary>The first of these environment variables that has a value.</summary>
    internal static string? GetEnv(params string[] names)
    {
        foreach (var name in names)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                return value;
        }

        return null;
    }
}
