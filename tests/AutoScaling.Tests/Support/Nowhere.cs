namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Addresses at which nobody is.</summary>
internal static class Nowhere
{
    /// <summary>A machine that is none of the cloud's. Port 1 is reserved and taken by nobody.</summary>
    public static readonly Uri Metadata = new("http://127.0.0.1:1/cam/");
}
