using System.Collections.Frozen;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>What each documented code means and what to do about it, for somebody who sees it in a pipeline's log. First by the whole code, then by
/// its class.</summary>
internal static class ErrorHints
{
    private static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Refresh actions
        [ErrorCode.BatchNumberTooLarge] =
            "There are more batches than instances to refresh. Lower the number of batches, or give the share of instances that may be away at " +
            "once instead.",
        [ErrorCode.MaxSurgeTooLarge] =
            "More surge instances were asked for than one batch has instances. Lower maxSurge, or use fewer and larger batches.",
        [ErrorCode.AutoScalingGroupIdNotFound] =
            "The group does not exist in this region and account. Check the id and the region; it may have been deleted by hand.",
        [ErrorCode.AutoScalingGroupNotFound] =
            "The group does not exist in this region and account. Check the id and the region; it may have been deleted by hand.",
        [ErrorCode.RefreshActivityNotFound] = "The group has no activity with this id. Check the id (asr-…), the group and the region.",
        [ErrorCode.AutoScalingGroupAbnormalStatus] =
            "The group is in an abnormal state, for example its load balancer, subnet or image is gone or the account is in arrears. Repair that in " +
            "the console first; waiting does not help.",
        [ErrorCode.AutoScalingGroupInActivity] =
            "A scaling activity is working on the group. It ends by itself, mostly within minutes; run again then.",
        [ErrorCode.AutoScalingGroupInRefreshActivity] =
            "Another refresh activity holds the group; a paused one holds it too and never ends by itself. Resume, roll back or cancel that one " +
            "first, or adopt it.",
        [ErrorCode.InquiryPriceResetInstanceFailed] =
            "The instances cannot be reinstalled with this image: it does not exist in the region, is not shared with the account, or does not " +
            "fit the instances' type or disks. Correct the launch configuration's image.",
        [ErrorCode.NoInstanceCanRefresh] = "The group has no running instance, so there is nothing to refresh. Instances in standby do not count.",
        [ErrorCode.NoInstanceCanRollback] = "The activity has refreshed no instance that still exists, so there is nothing to roll back.",
        [ErrorCode.RefreshActivityCanNotRollback] =
            "Only the newest activity of a group can be rolled back, and only one that reinstalls in place. Roll out the former launch " +
            "configuration instead.",
        [ErrorCode.RefreshActivityStatusConflictWithOperation] =
            "The activity's present status does not permit this: only a paused one can be resumed, rolled back or cancelled, and one whose batch " +
            "is still in progress must finish that batch first. Read its status and try again.",
        [ErrorCode.RollbackTypeActivityCanNotRollbackAgain] = "A rollback cannot be rolled back. Roll out the wanted launch configuration instead.",
        [ErrorCode.AutoScalingRoleUnauthorized] =
            "Auto Scaling has no role in this account yet. Open the Auto Scaling console once and grant the role AS_QCSRole.",
        ["InvalidParameter.ActionNotFound"] =
            "This endpoint does not know the action. Check the endpoint: older private editions of the service lack instance refresh.",
        ["InvalidParameter.Conflict"] = "Ids and filters were given together; use one of them.",
        ["InvalidParameterConflict"] = "Two members of the request are mutually exclusive.",
        ["InvalidParameterValue.Filter"] = "A filter's name is not known to this action.",
        ["InvalidParameterValue.InvalidFilter"] = "A filter's name or value is not known to this action.",
        ["InvalidParameterValue.InvalidAutoScalingGroupId"] = "This is not the id of a group: it looks like asg-9dn1a5y6.",
        ["InvalidParameterValue.LimitExceeded"] =
            "A value is above what the action permits, for example more than 100 ids or a page of more than 100.",
        ["LimitExceeded.FilterValuesTooLong"] = "A filter has too many values; 5 are permitted.",

        // Other Auto Scaling codes that a stack meets
        [ErrorCode.AutoScalingGroupDisabled] = "The group is switched off; a refresh activity, also a paused one, switches it off until it ends.",
        [ErrorCode.LaunchConfigurationIdNotFound] = "The launch configuration does not exist in this region and account.",
        ["ResourceInUse.LaunchConfigurationIdInUse"] = "A group still uses the launch configuration; delete or change the group first.",
        ["ResourceInUse.InstanceInGroup"] = "The group still has instances. Set its sizes to 0 and wait until they are gone.",
        ["ResourceInUse.ActivityInProgress"] = "An activity works on the group; wait until it has ended.",
        ["InvalidParameterValue.LaunchConfigurationNameDuplicated"] = "Another launch configuration has this name.",
        ["InvalidParameterValue.GroupNameDuplicated"] = "Another group has this name.",
        ["InvalidParameterValue.UserDataFormatError"] = "The user data is not Base64 text.",
        ["InvalidParameterValue.UserDataSizeExceeded"] = "The user data is larger than 16 KB.",
        ["InvalidParameterValue.ImageNotFound"] = "The image does not exist in this region or is not shared with the account.",
        ["InvalidImageId.NotFound"] = "The image does not exist in this region or is not shared with the account.",
        ["InvalidParameterValue.Size"] = "The sizes contradict each other: the least must not exceed the desired number, nor that the most.",
        ["LimitExceeded.LaunchConfigurationQuotaNotEnough"] =
            "The account may have no more launch configurations in this region. Delete unused ones or ask for a higher quota.",
        ["LimitExceeded.AutoScalingGroupLimitExceeded"] =
            "The account may have no more groups in this region. Delete unused ones or ask for a higher quota.",
        ["CallCvmError"] = "The service could not reach the machine service behind it. Try again in a few minutes.",

        // The token service
        ["InvalidParameter.WebIdentityTokenError"] =
            "The identity token is not valid (any more), or the identity provider in CAM does not trust who made it. Check the token's life, its " +
            "issuer and its audience.",
        ["InvalidParameter.ParamError"] =
            "The token service did not accept a value; check the role's name (qcs::cam::uin/…:roleName/…) and the provider.",
        ["InvalidParameter.OverLimit"] = "The token service was called too often. Try again in a minute.",
        ["InvalidParameter.OverTimeError"] = "The session would last longer than the role permits. Lower durationSeconds.",
        ["InternalError.GetRoleError"] = "The role was not found, or the token service has a problem. Check the role's name.",
        ["ResourceNotFound.RoleNotFound"] = "The role does not exist. Check its name and the account's number in it.",

        // Codes of every action
        ["ActionOffline"] = "The service no longer offers this action. A newer version of this client is needed.",
        ["AuthFailure.InvalidAuthorization"] = "The Authorization header did not arrive as it was sent; a proxy may have changed it.",
        ["AuthFailure.InvalidSecretId"] = "The secret id is not that of an API key (AKID…). Check that id and key are not swapped.",
        ["AuthFailure.MFAFailure"] = "The account asks for a second factor, which this client cannot give. Use a role or a key without it.",
        [ErrorCode.SecretIdNotFound] =
            "The API key does not exist: deleted, disabled, or of another account system (China and international accounts have keys of their " +
            "own).",
        [ErrorCode.SignatureExpire] = "This machine's clock is more than five minutes off. Correct it.",
        ["AuthFailure.SignatureFailure"] = "The secret key does not belong to the secret id, or a proxy changed the request.",
        [ErrorCode.TokenFailure] = "The session token is wrong or has ended. Get new temporary credentials.",
        ["AuthFailure.UnauthorizedOperation"] = "The key may not do this. Grant the action in CAM, or use another key.",
        ["AuthFailure"] = "The service does not accept who is calling. Check the credentials.",
        ["UnauthorizedOperation"] = "The key may not do this. Grant the action in CAM, or use another key.",
        ["DryRunOperation"] = "The call would have worked.",
        ["FailedOperation"] = "The service could not carry it out; its message says why.",
        ["InternalError"] = "The service had an internal error. The call may have taken effect: check before you try again.",
        ["ServiceUnavailable"] = "The service is temporarily unavailable. Try again in a few minutes.",
        ["InvalidAction"] = "This endpoint does not know the action. Check the endpoint.",
        ["NoSuchProduct"] = "This endpoint does not offer Auto Scaling. Check the endpoint.",
        ["NoSuchVersion"] = "This endpoint does not know this version of the API. Check the endpoint.",
        ["InvalidParameter"] = "The service did not accept the request; its message names the member.",
        ["InvalidParameterValue"] = "The service did not accept a value; its message names the member.",
        ["InvalidRequest"] = "The service did not accept the request; its message says why.",
        ["MissingParameter"] = "Something the service needs was not sent; its message names it.",
        ["UnknownParameter"] = "Something was sent that this edition of the service does not know; its message names it.",
        ["InvalidPermission"] = "The account lacks a permission that this needs; the service's message names it.",
        ["InvalidLaunchConfiguration"] = "The launch configuration is not usable.",
        ["InvalidLaunchConfigurationId"] = "This is not the id of a launch configuration: it looks like asc-1a2b3c4d.",
        ["AccountQualificationRestrictions"] = "The account is not verified for this.",
        ["IpInBlacklist"] = "The account does not accept calls from this address.",
        ["IpNotInWhitelist"] = "The account accepts calls from listed addresses only, and this is none of them.",
        ["LimitExceeded"] = "A quota of the account is used up. Free something or ask for a higher quota.",
        ["RequestLimitExceeded"] =
            "The action was called too often. Other programs, pipelines and the console count too; lower requestsPerSecond if this comes back.",
        ["RequestLimitExceeded.GlobalRegionUinLimitExceeded"] =
            "The account as a whole calls too often, over all regions. Lower requestsPerSecond here or elsewhere.",
        ["RequestLimitExceeded.UinLimitExceeded"] = "The account as a whole calls too often. Lower requestsPerSecond here or elsewhere.",
        ["RequestLimitExceeded.IPLimitExceeded"] = "This address calls too often. Lower requestsPerSecond, or use several addresses.",
        ["RequestSizeLimitExceeded"] = "The request is too large.",
        [ErrorCode.ResponseSizeLimitExceeded] = "The answer is too large; ask for fewer objects at once.",
        ["ResourceInUse"] = "Something else holds it. Wait until that has ended.",
        ["ResourceInsufficient"] = "The cloud does not have enough capacity in this zone at the moment. Try later, another type or another zone.",
        ["ResourceNotFound"] = "There is no such object in this region and account.",
        ["ResourceUnavailable"] = "Its present state does not permit this.",
        ["UnsupportedOperation"] = "The service cannot do this here.",
        ["UnsupportedProtocol"] = "The request did not arrive as JSON over POST; a proxy may have changed it.",
        ["UnsupportedRegion"] =
            "The service does not know this region, or it is not reachable from this endpoint. Finance regions need their own endpoint.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every code that is known, for documentation.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> All => Table.OrderBy(hint => hint.Key, StringComparer.Ordinal);

    public static string For(string code)
        => Table.TryGetValue(code, out var hint) || Table.TryGetValue(ErrorCode.ClassOf(code), out hint) ? hint : "";
}
