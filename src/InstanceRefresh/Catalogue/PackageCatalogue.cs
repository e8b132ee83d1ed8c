using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>The package, its provider and its one resource, in the words that registries show.</summary>
public static class PackageCatalogue
{
    public const string DisplayName = "Tencent Cloud Instance Refresh";

    public const string Description = "Safe rolling refresh of Tencent Cloud Auto Scaling fleets: previewed, followed batch by batch, continued "
        + "after a failure, approved and rolled back by reviewed changes.";

    public const string ProviderDescription = "Access to the Auto Scaling API of one region.";

    public const string ResourceDescription = "One rolling refresh of a scaling group. Creating it starts a refresh activity and follows it; "
        + "updating it resumes, pauses, cancels or rolls back that activity as `desiredState` says; deleting it cancels what is still in flight. "
        + "A change of `triggers` starts the next rollout. `pulumi up --replace` needs the resource option `deleteBeforeReplace: true`, which the "
        + "class for C# sets by itself.";

    /// <summary>How the resource is imported: the end of its description, after the examples.</summary>
    public const string ResourceImport = """
        A rollout that is there already is imported by group and activity. Nothing is called but a read: the service knows no triggers, so the
        first ones that the program gives are noted and start nothing.

        ```sh
        $ pulumi import tencentcloud-refresh:index:InstanceRefresh rollout asg-9dn1a5y6/asr-4k7m2p9q
        ```
        """;

    public const string Publisher = "tencentcloud-refresh";

    public static ImmutableArray<string> Keywords { get; }
        = ["pulumi", "category/cloud", "kind/native", "tencentcloud", "auto-scaling", "instance-refresh", "rolling-update"];

    /// <summary>
    /// The names of the generated SDKs. There is no public home yet, so that none of them claims a registry's or a host's name: without them
    /// generators would put the packages under names of Pulumi's, or under a host that does not exist.
    /// </summary>
    public static class Names
    {
        public const string CSharpNamespace = "TencentcloudRefresh";

        public const string Node = "pulumi-tencentcloud-refresh";

        public const string Python = "pulumi_tencentcloud_refresh";

        public const string GoModule = "pulumi-tencentcloud-refresh/sdk/go";

        public const string GoPackage = $"{GoModule}/tencentcloudrefresh";

        public const string JavaBase = "tencentcloud";
    }
}
