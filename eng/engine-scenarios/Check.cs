namespace TencentcloudRefresh.EngineScenarios;

/// <summary>What has to be so, and what is said where it is not.</summary>
internal static class Check
{
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new ScenarioFailedException($"{what}: expected {Text(expected)}, but it is {Text(actual)}");
    }

    public static void Sequence(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string what)
    {
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
            throw new ScenarioFailedException($"{what}: expected [{string.Join(", ", expected)}], but it is [{string.Join(", ", actual)}]");
    }

    public static void True(bool condition, string what)
    {
        if (!condition)
            throw new ScenarioFailedException($"not so: {what}");
    }

    private static string Text<T>(T value) => value is null ? "nothing" : $"{value}";
}
