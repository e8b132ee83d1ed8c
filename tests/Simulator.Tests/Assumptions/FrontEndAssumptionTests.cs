using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Tests.Http;

namespace TencentcloudRefresh.Simulator.Tests.Assumptions;

/// <summary>The switches about signed requests, each flipped.</summary>
public sealed class FrontEndAssumptionTests : Wire
{
    private protected override SimulatorOptions Options => base.Options with
    {
        Assumed = AssumptionSet.Usual.With("regionRequired", "true").With("scopeServiceMustMatch", "true").With("deniedCode", "AuthFailure.UnauthorizedOperation"),
        Fleet = Fleet.Default.AndCredential(new("AKIDdenied", "denied-key") { Denied = ["DescribeAccountLimits"] }),
    };

    [Test, Assumes("regionRequired")]
    public async Task Region_Required_IsMissed()
        => Assert.That((await CallAsync("DescribeAccountLimits", new { }, Signer.Default with { Region = null })).ErrorCode, Is.EqualTo("MissingParameter"));

    [Test, Assumes("scopeServiceMustMatch")]
    public async Task ScopeService_OfAnotherName_IsRefused()
    {
        Assert.That((await CallAsync("DescribeAccountLimits", new { }, Signer.Default with { Service = "127" })).ErrorCode,
            Is.EqualTo("AuthFailure.SignatureFailure"));
        Assert.That((await CallAsync("DescribeAccountLimits")).ErrorCode, Is.Null);
    }

    [Test, Assumes("deniedCode")]
    public async Task DeniedCall_HasTheOtherCode()
        => Assert.That((await CallAsync("DescribeAccountLimits", new { }, new Signer("AKIDdenied", "denied-key"))).ErrorCode, Is.EqualTo("AuthFailure.UnauthorizedOperation"));
}
