using CheckFailure = TencentcloudRefresh.InstanceRefresh.CheckFailure;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>
/// What is wrong with inputs, as the engine shows it. It looks the property up among the top-level ones to print its value: for a nested one it would
/// print an empty value, so that one goes without, and its path stands in the reason.
/// </summary>
internal static class CheckFailures
{
    public static IEnumerable<Pulumirpc.CheckFailure> ToWire(this IEnumerable<CheckFailure> failures, Func<string, string> clean) => failures.Select(
        failure => IsNested(failure.Path)
            ? new Pulumirpc.CheckFailure { Reason = clean($"{failure.Path}: {failure.Reason}") }
            : new Pulumirpc.CheckFailure { Property = failure.Path, Reason = clean(failure.Reason) });

    private static bool IsNested(string path) => path.AsSpan().IndexOfAny('.', '[') >= 0;
}
