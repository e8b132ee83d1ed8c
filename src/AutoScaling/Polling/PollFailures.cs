namespace TencentcloudRefresh.AutoScaling;

/// <summary>What a failed look means for those who wait for it.</summary>
internal static class PollFailures
{
    /// <summary>Credentials that cannot be found may be on their way (a file that is being rotated); not for ever.</summary>
    private const int MaxCredentialFailures = 3;

    /// <summary>Polling again cannot help: not allowed, or not understood.</summary>
    public static bool IsPermanent(Exception failure, int failuresBefore) => failure switch
    {
        CloudServiceException refused => ErrorCode.IsPermission(refused.Code) || IsRequestWrong(refused.Code) || ErrorCode.ClassOf(refused.Code)
            is "InvalidAction" or "NoSuchProduct" or "NoSuchVersion" or "ActionOffline" or "UnsupportedRegion" or "UnsupportedOperation"
                or "UnsupportedProtocol",
        CloudTransportException => false,
        CredentialException => failuresBefore >= MaxCredentialFailures,
        _ => true,
    };

    /// <summary>It may be the fault of one of the ids, or of their number: then a smaller look tells.</summary>
    public static bool MayBeOneOfMany(Exception failure)
        => failure is CloudServiceException refused
            && (IsRequestWrong(refused.Code) || refused.Code is ErrorCode.ResponseSizeLimitExceeded || ErrorCode.IsNotFound(refused.Code));

    private static bool IsRequestWrong(string code)
        => ErrorCode.ClassOf(code) is "InvalidParameter" or "InvalidParameterValue" or "InvalidParameterConflict" or "InvalidRequest"
            or "MissingParameter" or "UnknownParameter" or "LimitExceeded";
}
