using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>The resource exists and is not as it should be: the engine keeps id, properties and reasons, and calls Update next time.</summary>
internal static class InitFailure
{
    /// <param name="id">Never empty: with an empty one the engine forgets the resource.</param>
    /// <param name="properties">All of them: they replace what was stored. Never an unknown among them.</param>
    /// <param name="reasons">Shown and stored in clear: what happened, then the instances, then the next steps. They become one reason of several lines,
    /// since the engine counts each reason as an error of its own.</param>
    /// <param name="inputs">For a read that found other inputs; null keeps the stored ones.</param>
    public static RpcException Of(string id, Struct properties, IEnumerable<string> reasons, Struct? inputs = null)
    {
        var detail = new ErrorResourceInitFailed { Id = id, Properties = properties, Inputs = inputs };
        detail.Reasons.Add(string.Join("\n  ", reasons));
        // The code that the other providers use; the engine looks at the detail, whatever the code.
        return RpcFailure.Of(StatusCode.Unknown, string.Join("\n", detail.Reasons), detail);
    }
}
