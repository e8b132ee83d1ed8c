namespace Pulumi.TencentcloudRefresh;

/// <summary>Ties a class to its resource type. Without a version: the plugin is the one that the project names or that is on the PATH.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = false)]
internal sealed class TencentcloudRefreshResourceTypeAttribute : global::Pulumi.ResourceTypeAttribute
{
    public TencentcloudRefreshResourceTypeAttribute(string type)
        : base(type, null)
    {
    }
}
