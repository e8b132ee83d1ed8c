using System.Reflection;

namespace TencentcloudRefresh.Rehearsal.Operations;

/// <summary>Where the build put what the rehearsal starts.</summary>
internal static class BuiltPaths
{
    public static string Provider => WithSuffix(Metadata("ProviderPath"));

    public static string Program => WithSuffix(Metadata("ProgramPath"));

    public static string Repository => Metadata("RepositoryRoot");

    private static string WithSuffix(string path) => OperatingSystem.IsWindows() ? path + ".exe" : path;

    private static string Metadata(string key) => typeof(BuiltPaths).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
