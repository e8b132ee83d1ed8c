using Grpc.Core;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>
/// Turns what an operation threw into the plain error that the engine shows. Plain means: nothing was made, or nothing changed.
/// An operation that leaves something behind answers through <see cref="InitFailure"/> instead.
/// </summary>
internal static class Failures
{
    public static RpcException From(Exception failure, Redactor redactor)
    {
        if (failure is RpcException mapped)
            return mapped;
        var (code, text) = failure switch
        {
            RolloutRefusedException refused => (StatusCode.FailedPrecondition, string.Join("\n", refused.Reasons)),
            DeletionIncompleteException alive => (StatusCode.FailedPrecondition, string.Join("\n", alive.Reasons)),
            // The engine counts Unknown as "the state of this resource may be damaged", and any other code as a clean refusal.
            CloudException { MayHaveActed: true } indeterminate => (StatusCode.Unknown, indeterminate.Message),
            CloudException or CredentialException or NothingSeenException or LimitReachedException => (StatusCode.FailedPrecondition, failure.Message),
            OperationCanceledException => (StatusCode.Cancelled, "The operation was interrupted before it had changed anything."),
            FormatException or ArgumentException => (StatusCode.InvalidArgument, failure.Message),
            _ => (StatusCode.Internal, $"Unexpected in this provider: {failure.GetType().Name}: {failure.Message}"),
        };
        return RpcFailure.Of(code, redactor.Clean(text));
    }

    /// <summary>Whether it is a fault of this program, so that the place where it happened is worth keeping.</summary>
    public static bool IsUnexpected(Exception failure)
        => failure is not (RpcException or RolloutRefusedException or DeletionIncompleteException or NothingSeenException or LimitReachedException or CloudException or CredentialException or OperationCanceledException or FormatException);
}
