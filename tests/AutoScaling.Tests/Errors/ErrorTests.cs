using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.AutoScaling.Tests;

internal sealed class ErrorTests
{
    /// <summary>The error lists of the six refresh actions' pages.</summary>
    private static readonly string[] RefreshCodes =
    [
        "InternalError", "InvalidParameter.ActionNotFound", "InvalidParameter.Conflict", "InvalidParameterValue.BatchNumberTooLarge",
            "InvalidParameterValue.MaxSurgeTooLarge",
        "InvalidParameterValue.Filter", "InvalidParameterValue.InvalidAutoScalingGroupId", "InvalidParameterValue.InvalidFilter",
            "InvalidParameterValue.LimitExceeded",
        "LimitExceeded.FilterValuesTooLong", "ResourceNotFound.AutoScalingGroupIdNotFound", "ResourceNotFound.RefreshActivityNotFound",
            "ResourceUnavailable.AutoScalingGroupAbnormalStatus",
        "ResourceUnavailable.AutoScalingGroupInActivity", "ResourceUnavailable.AutoScalingGroupInRefreshActivity",
            "ResourceUnavailable.InquiryPriceResetInstanceFailed",
        "ResourceUnavailable.NoInstanceCanRefresh", "ResourceUnavailable.NoInstanceCanRollback", "ResourceUnavailable.RefreshActivityCanNotRollback",
        "ResourceUnavailable.RefreshActivityStatusConflictWithOperation", "ResourceUnavailable.RollbackTypeActivityCanNotRollbackAgain",
            "UnauthorizedOperation.AutoScalingRoleUnauthorized",
    ];

    /// <summary>The list of codes that any action may answer with.</summary>
    private static readonly string[] CommonCodes =
    [
        "ActionOffline", "AuthFailure.InvalidAuthorization", "AuthFailure.InvalidSecretId", "AuthFailure.MFAFailure", "AuthFailure.SecretIdNotFound",
            "AuthFailure.SignatureExpire",
        "AuthFailure.SignatureFailure", "AuthFailure.TokenFailure", "AuthFailure.UnauthorizedOperation", "DryRunOperation", "FailedOperation",
            "InternalError", "InvalidAction",
        "InvalidParameter", "InvalidParameterValue", "InvalidRequest", "IpInBlacklist", "IpNotInWhitelist", "LimitExceeded", "MissingParameter",
            "NoSuchProduct", "NoSuchVersion",
        "RequestLimitExceeded", "RequestLimitExceeded.GlobalRegionUinLimitExceeded", "RequestLimitExceeded.IPLimitExceeded",
            "RequestLimitExceeded.UinLimitExceeded",
        "RequestSizeLimitExceeded", "ResourceInUse", "ResourceInsufficient", "ResourceNotFound", "ResourceUnavailable", "ResponseSizeLimitExceeded",
            "ServiceUnavailable",
        "UnauthorizedOperation", "UnknownParameter", "UnsupportedOperation", "UnsupportedProtocol", "UnsupportedRegion",
    ];

    [TestCaseSource(nameof(RefreshCodes))]
    [TestCaseSource(nameof(CommonCodes))]
    public void Hint_DocumentedCode_IsASentenceOfItsOwn(string code)
    {
        var failure = new CloudServiceException("StartInstanceRefresh", code, "Words of the service.", "r-1", default);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Hint, Does.EndWith(".").And.Length.GreaterThan(20));
            Assert.That(failure.Message,
                Is.EqualTo($"StartInstanceRefresh was refused with {code}: Words of the service (request r-1). {failure.Hint}"));
        });
    }

    [Test]
    public void Hint_RefreshCodes_AreNotThoseOfTheirClass()
    {
        var own = RefreshCodes.Where(code => code.Contains('.')).Select(ErrorHints.For).ToList();
        Assert.That(own, Is.Unique);
        Assert.That(own, Has.None.Matches<string>(hint => CommonCodes.Select(ErrorHints.For).Contains(hint)));
    }

    [Test]
    public void Hint_CodeNobodyKnows_IsEmptyAndTheMessageStillWhole()
        => Assert.That(new CloudServiceException("X", "Novel.Thing", "Well.", "r-1", default).Message,
            Is.EqualTo("X was refused with Novel.Thing: Well (request r-1)."));

    [TestCase("RequestLimitExceeded", RefusalKind.Throttled)]
    [TestCase("RequestLimitExceeded.UinLimitExceeded", RefusalKind.Throttled)]
    [TestCase("AuthFailure.SignatureExpire", RefusalKind.ClockSkew)]
    [TestCase("AuthFailure.TokenFailure", RefusalKind.StaleCredentials)]
    [TestCase("AuthFailure.SignatureFailure", RefusalKind.Permanent)]
    [TestCase("InternalError.CallLbError", RefusalKind.Indeterminate)]
    [TestCase("ServiceUnavailable", RefusalKind.Indeterminate)]
    [TestCase("ResourceInUse.InstanceInGroup", RefusalKind.Conflict)]
    [TestCase("ResourceUnavailable.AutoScalingGroupInActivity", RefusalKind.Conflict)]
    [TestCase("ResourceUnavailable.NoInstanceCanRefresh", RefusalKind.Permanent)]
    [TestCase("ResourceUnavailable.InquiryPriceResetInstanceFailed", RefusalKind.Permanent)]
    [TestCase("FailedOperation.NoActivityToGenerate", RefusalKind.Permanent)]
    [TestCase("Novel.Thing", RefusalKind.Permanent)]
    public void Kind_OfACode_GoesByTheWholeCodeFirst(string code, RefusalKind kind) => Assert.That(RefusalKinds.Of(code), Is.EqualTo(kind));

    [Test]
    public async Task Refusal_ThatQuotesWhatItWasSent_HidesSecretsAndSignature()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Answer = (received, http) => ScriptedService.Refusal(
            "AuthFailure.SignatureFailure",
            $"We got {received.Headers.Authorization} and token {received.Headers["X-TC-Token"]}; your key is {Clients.Key.SecretKey}?")(received,
                http);
        using var client = Clients.For(service, new VirtualClock(),
            credentials: new FixedCredentials(Clients.Key with { Token = "session-token-1" }));

        var failure = await Failures.OfAsync<CloudServiceException>(Requests.Call("DescribeRefreshActivities", client, null, CancellationToken.None));

        var signature = service.Calls[0].Headers.Authorization.ToString().Split("Signature=")[1];
        Assert.That(failure.ToString(),
            Does.Contain(Clients.Key.SecretId).And.Not.Contain(Clients.Key.SecretKey).And.Not.Contain("session-token-1").And.Not.Contain(signature));
        Assert.That((failure.Code, failure.RequestId, failure.Action, failure.MayHaveActed),
            Is.EqualTo(("AuthFailure.SignatureFailure", ScriptedService.RequestId, "DescribeRefreshActivities", false)));
    }

    [Test]
    public void TextForms_OfWhatHoldsSecrets_ShowNone()
    {
        object[] holders =
        [
            new Credentials("AKIDx", "the-secret", "the-secret"), new LoginSettings { Password = "the-secret" },
            new CreateLaunchConfigurationRequest { LaunchConfigurationName = "n", UserData = "the-secret",
                LoginSettings = new() { Password = "the-secret" } },
            new ModifyLaunchConfigurationAttributesRequest { LaunchConfigurationId = "asc-1", UserData = "the-secret" },
            new LaunchConfiguration { UserData = "the-secret" },
            new DescribeLaunchConfigurationsResponse { LaunchConfigurationSet = [new() { UserData = "the-secret" }] },
            new CredentialOptions { SecretId = "AKIDx", SecretKey = "the-secret", SecurityToken = "the-secret" },
            new CredentialPlace(new("s", "f", []), new("AKIDx", "the-secret", "the-secret")),
            new AssumeRoleResponse { Credentials = new() { TmpSecretId = "AKIDx", TmpSecretKey = "the-secret", Token = "the-secret" } },
            new SignedCall(new(StartInstanceRefresh.Action, []), "h", "c", [("Authorization", "the-secret")]),
        ];
        Assert.That(holders.Select(holder => holder.ToString()), Has.None.Contains("the-secret"));
    }
}
