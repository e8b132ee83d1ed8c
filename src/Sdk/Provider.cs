namespace Pulumi.TencentcloudRefresh;

/// <summary>Access to the Auto Scaling API of one region.</summary>
[TencentcloudRefreshResourceType("pulumi:providers:tencentcloud-refresh")]
public partial class Provider : global::Pulumi.ProviderResource
{
    /// <summary>Makes a provider with a configuration of its own, to be named in the options of resources.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">The configuration; what is not given is looked for where the provider itself looks.</param>
    /// <param name="options">How the provider resource is to be treated.</param>
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("tencentcloud-refresh", name, args ?? new ProviderArgs(), options)
    {
    }
}
