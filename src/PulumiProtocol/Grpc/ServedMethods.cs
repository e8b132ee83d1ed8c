using Grpc.AspNetCore.Server.Model;

namespace TencentcloudRefresh.PulumiProtocol.Grpc;

/// <summary>What stands for a service where the library wants one: the methods bring their own.</summary>
internal sealed class ServedMethods
{
    /// <summary>Hands the methods of a table to the library.</summary>
    internal sealed class Provider(ServiceTable table) : IServiceMethodProvider<ServedMethods>
    {
        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<ServedMethods> context) => table.AddTo(context);
    }
}
