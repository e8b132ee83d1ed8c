using System.Reflection;

namespace TencentcloudRefresh.Provider.Schema;

/// <summary>The package as generators of SDKs, YAML programs and documentation see it.</summary>
internal static class SchemaDocument
{
    private const string Resource = "schema.json";

    /// <summary>The name of the package, as in stack configuration and in type tokens.</summary>
    public const string Package = "tencentcloud-refresh";

    public const string InstanceRefreshToken = $"{Package}:index:InstanceRefresh";

    /// <summary>The version of this build, as the schema and the engine want it: without a source revision.</summary>
    public static string Version { get; } = typeof(SchemaDocument).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(SchemaDocument).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not part of this build.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
