using System.Collections.Frozen;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>The kind of each code: first by the whole code, then by the class before the dot. What is in neither is permanent.</summary>
internal static class RefusalKinds
{
    private static readonly FrozenDictionary<string, RefusalKind> Table = new Dictionary<string, RefusalKind>(StringComparer.Ordinal)
    {
        ["RequestLimitExceeded"] = RefusalKind.Throttled, // and its details, which count over regions, addresses and accounts
        ["InvalidParameter.OverLimit"] = RefusalKind.Throttled, // the token service's word for it
        [ErrorCode.SignatureExpire] = RefusalKind.ClockSkew,
        [ErrorCode.TokenFailure] = RefusalKind.StaleCredentials,
        [ErrorCode.SecretIdNotFound] = RefusalKind.StaleCredentials, // a key that was rotated while we held the old one
        ["InternalError"] = RefusalKind.Indeterminate,
        ["ServiceUnavailable"] = RefusalKind.Indeterminate,
        ["CallCvmError"] = RefusalKind.Indeterminate, // a call behind the service failed half-way
        ["ResourceInUse"] = RefusalKind.Conflict,
        ["ResourceInsufficient"] = RefusalKind.Conflict,
        [ErrorCode.AutoScalingGroupInActivity] = RefusalKind.Conflict,
        [ErrorCode.AutoScalingGroupInRefreshActivity] = RefusalKind.Conflict,
        [ErrorCode.RefreshActivityStatusConflictWithOperation] = RefusalKind.Conflict,
        ["ResourceUnavailable.InstanceInOperation"] = RefusalKind.Conflict,
        // The class ResourceUnavailable as a whole is not a conflict: most of its details (no instance to refresh, no such image) stay true for ever.
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static RefusalKind Of(string code) => Table.TryGetValue(code, out var kind) || Table.TryGetValue(ErrorCode.ClassOf(code), out kind)
        ? kind
        : RefusalKind.Permanent;
}
