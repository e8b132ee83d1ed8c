using Grpc.Core;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>Values that are not known yet: a preview has them, an operation that changes something never does.</summary>
internal static class UnknownValues
{
    /// <exception cref="RpcException">There is one: the engine, or whoever speaks for it, has broken the protocol.</exception>
    public static void Refuse(PropertyMap inputs)
    {
        if (inputs.UnknownPaths().FirstOrDefault() is { } path)
            throw RpcFailure.Of(StatusCode.InvalidArgument, $"The value of {path} is not known, and this is no preview: nothing was called, nothing has changed.");
    }
}
