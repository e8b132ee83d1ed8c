namespace TencentcloudRefresh.AutoScaling;

/// <summary>The codes that a caller may want to tell apart. The published lists are not exhaustive, so other codes come as well.</summary>
/// <remarks>Source: Auto Scaling API, error code page and the error lists of the refresh actions.</remarks>
public static class ErrorCode
{
    /// <summary>More batches than instances to refresh.</summary>
    public const string BatchNumberTooLarge = "InvalidParameterValue.BatchNumberTooLarge";

    /// <summary>More surge instances than one batch has instances.</summary>
    public const string MaxSurgeTooLarge = "InvalidParameterValue.MaxSurgeTooLarge";

    /// <summary>No such group, as the refresh actions say it.</summary>
    public const string AutoScalingGroupIdNotFound = "ResourceNotFound.AutoScalingGroupIdNotFound";

    /// <summary>No such group, as the group actions say it.</summary>
    public const string AutoScalingGroupNotFound = "ResourceNotFound.AutoScalingGroupNotFound";

    /// <summary>No such launch configuration.</summary>
    public const string LaunchConfigurationIdNotFound = "ResourceNotFound.LaunchConfigurationIdNotFound";

    /// <summary>No such activity.</summary>
    public const string RefreshActivityNotFound = "ResourceNotFound.RefreshActivityNotFound";

    /// <summary>The group's own status is not NORMAL.</summary>
    public const string AutoScalingGroupAbnormalStatus = "ResourceUnavailable.AutoScalingGroupAbnormalStatus";

    /// <summary>The group is switched off.</summary>
    public const string AutoScalingGroupDisabled = "ResourceUnavailable.AutoScalingGroupDisabled";

    /// <summary>An ordinary scaling activity is working on the group; ends by itself within minutes.</summary>
    public const string AutoScalingGroupInActivity = "ResourceUnavailable.AutoScalingGroupInActivity";

    /// <summary>Another refresh activity of the group is alive, paused ones included; a paused one never ends by itself.</summary>
    public const string AutoScalingGroupInRefreshActivity = "ResourceUnavailable.AutoScalingGroupInRefreshActivity";

    /// <summary>The price of the reinstall cannot be found out: the image is missing or does not fit.</summary>
    public const string InquiryPriceResetInstanceFailed = "ResourceUnavailable.InquiryPriceResetInstanceFailed";

    /// <summary>The group has no running instance.</summary>
    public const string NoInstanceCanRefresh = "ResourceUnavailable.NoInstanceCanRefresh";

    /// <summary>The activity refreshed nothing that could be undone.</summary>
    public const string NoInstanceCanRollback = "ResourceUnavailable.NoInstanceCanRollback";

    /// <summary>The activity is not the newest one.</summary>
    public const string RefreshActivityCanNotRollback = "ResourceUnavailable.RefreshActivityCanNotRollback";

    /// <summary>The activity's status does not permit the action.</summary>
    public const string RefreshActivityStatusConflictWithOperation = "ResourceUnavailable.RefreshActivityStatusConflictWithOperation";

    /// <summary>A rollback cannot be rolled back.</summary>
    public const string RollbackTypeActivityCanNotRollbackAgain = "ResourceUnavailable.RollbackTypeActivityCanNotRollbackAgain";

    /// <summary>The service has no role in the account yet.</summary>
    public const string AutoScalingRoleUnauthorized = "UnauthorizedOperation.AutoScalingRoleUnauthorized";

    /// <summary>The action was called too often.</summary>
    public const string RequestLimitExceeded = "RequestLimitExceeded";

    /// <summary>The answer would be too large.</summary>
    public const string ResponseSizeLimitExceeded = "ResponseSizeLimitExceeded";

    /// <summary>The clock is more than five minutes off.</summary>
    public const string SignatureExpire = "AuthFailure.SignatureExpire";

    /// <summary>The session token is wrong or over.</summary>
    public const string TokenFailure = "AuthFailure.TokenFailure";

    /// <summary>The key is not known: deleted, disabled, or never was.</summary>
    public const string SecretIdNotFound = "AuthFailure.SecretIdNotFound";

    /// <summary>The class of a code: what stands before its first dot, or the whole.</summary>
    public static string ClassOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var dot = code.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? code : code[..dot];
    }

    /// <summary>Whether a code says that the object asked for does not exist.</summary>
    public static bool IsNotFound(string code) => ClassOf(code) is "ResourceNotFound";

    /// <summary>Whether a code says that who we are, or what we may do, is the trouble.</summary>
    public static bool IsPermission(string code)
        => ClassOf(code) is "AuthFailure" or "UnauthorizedOperation" or "IpInBlacklist" or "IpNotInWhitelist";

    /// <summary>Whether a code says that the caller's policy does not allow the action. Services spell it in two ways.</summary>
    public static bool IsUnauthorized(string code) => ClassOf(code) is "UnauthorizedOperation" || code is "AuthFailure.UnauthorizedOperation";
}
