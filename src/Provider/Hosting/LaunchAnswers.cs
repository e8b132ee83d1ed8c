using TencentcloudRefresh.Provider.Schema;

namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>What the plugin answers a person who started it by hand. It then ends, and has opened no port.</summary>
internal static class LaunchAnswers
{
    private const string Help = """
        The plugin of the Pulumi package tencentcloud-refresh: safe rolling refreshes of Tencent Cloud Auto Scaling groups.

        The Pulumi engine starts it by itself; put it where Pulumi.yaml says (plugins: providers: path), or run
        `pulumi plugin install resource tencentcloud-refresh VERSION --file ARCHIVE`.

          pulumi-resource-tencentcloud-refresh                serve, for an engine with PULUMI_DEBUG_PROVIDERS=tencentcloud-refresh:PORT;
                                                              prints the port
          pulumi-resource-tencentcloud-refresh --version      print the version and end
          pulumi-resource-tencentcloud-refresh --schema       print the package's schema and end
          pulumi-resource-tencentcloud-refresh --help         print this and end

        """;

    public static async Task<string> ToAsync(LaunchQuestion question, CancellationToken cancellationToken) => question switch
    {
        LaunchQuestion.Version => $"{SchemaDocument.Version}\n",
        LaunchQuestion.Schema => $"{(await SchemaDocument.ReadAsync(cancellationToken)).TrimEnd()}\n",
        _ => Help.ReplaceLineEndings("\n"),
    };
}
