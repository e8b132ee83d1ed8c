using System.Diagnostics;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>
/// Plugin and simulator as they are shipped, published once for a run; for several runs, <c>BENCHMARK_PROGRAMS</c> names a folder in which they have been published
/// already. Disposing deletes what was made for the run.
/// </summary>
internal sealed class NativePrograms : IDisposable
{
    private const string Variable = "BENCHMARK_PROGRAMS";

    private static readonly string? Published = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark-");

    /// <summary>For the run's own files.</summary>
    public string Folder => _folder.FullName;

    public string Plugin => Path.Combine(Published ?? Folder, "pulumi-resource-tencentcloud-refresh");

    public string Simulator => Path.Combine(Published ?? Folder, "Simulator");

    public static async Task<NativePrograms> PublishAsync(params string[] projects)
    {
        var programs = new NativePrograms();
        if (Published is not null)
            return programs;
        foreach (string project in projects)
            await PublishToAsync(Path.Combine(RepositoryRoot(), project), programs.Folder);
        return programs;
    }

    /// <exception cref="InvalidOperationException">It could not be published; the message holds what the compiler said.</exception>
    public static async Task PublishToAsync(string project, string folder, params string[] more)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder, "--nologo", "-v", "quiet", .. more])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"{project} could not be published:\n{said}");
    }

    public static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "TencentcloudRefresh.slnx")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("Run this from within the checkout: the programs are published from its sources.");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
