using System.Reflection;

namespace TencentcloudRefresh.TestKit;

/// <summary>Where the checkout under test lies, for tests that read project files or start built executables.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution, with a trailing separator.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>Debug or Release: the configuration that this test run was built in.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The file or folder at a path below <see cref="Root"/>, given with forward slashes.</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
