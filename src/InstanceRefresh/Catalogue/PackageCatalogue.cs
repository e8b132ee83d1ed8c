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

    public static ImmutableArray<string> Keywords { get; }
        = ["category/cloud", "kind/native", "tencentcloud", "auto-scaling", "instance-refresh", "rolling-update"];
}
