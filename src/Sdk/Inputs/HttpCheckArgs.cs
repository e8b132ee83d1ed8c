namespace Pulumi.TencentcloudRefresh.Inputs;

/// <summary>A URL that has to answer while a batch is verified. It is asked from the machine that runs <c>pulumi up</c>.</summary>
public sealed class HttpCheckArgs : global::Pulumi.ResourceArgs
{
    /// <summary>Absolute <c>http</c> or <c>https</c> URL, without credentials in it. Redirects are not followed.</summary>
    [Input("url", required: true)]
    public Input<string> Url { get; set; } = null!;

    /// <summary>HTTP status that counts as good.</summary>
    /// <value>Default <c>200</c>.</value>
    [Input("expectedStatus")]
    public Input<int>? ExpectedStatus { get; set; }

    /// <summary>Seconds within which the answer has to begin, from 1 to 300.</summary>
    /// <value>Default <c>10</c>.</value>
    [Input("timeoutSeconds")]
    public Input<int>? TimeoutSeconds { get; set; }

    /// <summary>Seconds between two requests during the bake, from 1 to 3600.</summary>
    /// <value>Default <c>15</c>.</value>
    [Input("intervalSeconds")]
    public Input<int>? IntervalSeconds { get; set; }

    /// <summary>How many requests of one verification may fail, from 0 to 1000. The last one has to be good in any case.</summary>
    /// <value>Default <c>0</c>.</value>
    [Input("failuresAllowed")]
    public Input<int>? FailuresAllowed { get; set; }

    /// <summary>Starts with the defaults; everything else is unset.</summary>
    public HttpCheckArgs()
    {
        ExpectedStatus = 200;
        TimeoutSeconds = 10;
        IntervalSeconds = 15;
        FailuresAllowed = 0;
    }

    /// <summary>Arguments with nothing but the defaults.</summary>
    public static new HttpCheckArgs Empty => new();
}
