using System.Reflection;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>Where the build put what the rehearsal starts.</summary>
internal static class BuiltPaths
{
    public static string Provider => Built("ProviderPath");

    public static string Program => Built("ProgramPath");

    public static string Repository => Metadata("RepositoryRoot");

    /// <summary>Of this build's configuration; else of the other one, for what is published may lie beside builds for debugging only.</summary>
    private static string Built(string key)
    {
        string path = WithSuffix(Metadata(key));
        string[] others = [path.Replace("/Release/", "/Debug/", StringComparison.Ordinal), path.Replace("/Debug/", "/Release/", StringComparison.Ordinal)];
        return others.Prepend(path).FirstOrDefault(File.Exists) ?? path;
    }

    private static string WithSuffix(string path) => OperatingSystem.IsWindows() ? path + ".exe" : path;

    private static string Metadata(string key) => typeof(BuiltPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
