namespace Pulumi.TencentcloudRefresh.Outputs;

/// <summary>A URL that has to answer while a batch is verified. It is asked from the machine that runs <c>pulumi up</c>.</summary>
[OutputType]
public sealed class HttpCheck
{
    /// <summary>Absolute <c>http</c> or <c>https</c> URL, without credentials in it. Redirects are not followed.</summary>
    public readonly string Url;

    /// <summary>HTTP status that counts as good.</summary>
    public readonly int? ExpectedStatus;

    /// <summary>Seconds within which the answer has to begin, from 1 to 300.</summary>
    public readonly int? TimeoutSeconds;

    /// <summary>Seconds between two requests during the bake, from 1 to 3600.</summary>
    public readonly int? IntervalSeconds;

    /// <summary>How many requests of one verification may fail, from 0 to 1000. The last one has to be good in any case.</summary>
    public readonly int? FailuresAllowed;

    [OutputConstructor]
    private HttpCheck(
        string url,
        int? expectedStatus,
        int? timeoutSeconds,
        int? intervalSeconds,
        int? failuresAllowed)
    {
        Url = url;
        ExpectedStatus = expectedStatus;
        TimeoutSeconds = timeoutSeconds;
        IntervalSeconds = intervalSeconds;
        FailuresAllowed = failuresAllowed;
    }
}
