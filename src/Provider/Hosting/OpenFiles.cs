using System.Globalization;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>
/// How many files and sockets this process may have open at once. With too few a rollout would lose its connections half-way, so it is better not to
/// begin.
/// </summary>
internal static class OpenFiles
{
    /// <summary>The runtime's own files, one connection to the engine, and some for each operation under way.</summary>
    public const int Needed = 256;

    private const string Limits = "/proc/self/limits";

    /// <summary>What is wrong with the limit, or null. Known on Linux only.</summary>
    public static string? Problem() => File.Exists(Limits) ? ProblemIn(File.ReadLines(Limits)) : null;

    internal static string? ProblemIn(IEnumerable<string> limits)
    {
        const string Name = "Max open files";
        string? soft = limits.FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit < Needed
            ? $"This process may open {limit} files at once and needs {Needed}: raise the limit (ulimit -n) where pulumi is started."
            : null;
    }
}
