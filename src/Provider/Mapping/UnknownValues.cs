using Grpc.Core;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>Values that are not known yet: a preview has them, an operation that changes something never does.</summary>
internal static class UnknownValues
{
    /// <exception cref="RpcException">There is one: the engine, or whoever speaks for it, has broken the protocol.</exception>
    public static void Refuse(InputValue.Map inputs)
    {
        if (PathIn(inputs, "") is { } path)
            throw RpcFailure.Of(StatusCode.InvalidArgument, $"The value of {path} is not known, and this is no preview: nothing was called, nothing has changed.");
    }

    private static string? PathIn(InputValue value, string path) => value switch
    {
        InputValue.Unknown => path,
        InputValue.Map map => map.Members.Select(member => PathIn(member.Value, SecretPaths.Member(path, member.Key))).FirstOrDefault(found => found is not null),
        InputValue.List list => list.Items.Select((item, index) => PathIn(item, SecretPaths.Item(path, index))).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
