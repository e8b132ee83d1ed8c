namespace TencentcloudRefresh.AutoScaling;

/// <summary>Settings of an <see cref="AutoScalingClient"/>.</summary>
public sealed record AutoScalingClientOptions
{
    /// <summary>The region, for example <c>ap-guangzhou</c>. Always sent.</summary>
    public required string Region { get; init; }

    /// <summary>Where Auto Scaling is. Default <see langword="null"/>: <c>https://as.</c> and <see cref="Domain"/>.</summary>
    /// <value>Plain HTTP is accepted for loopback addresses only, unless <see cref="AllowInsecureEndpoint"/> is set. No path, no query.</value>
    public Uri? Endpoint { get; init; }

    /// <summary>The root domain of all services. Default <see langword="null"/>: that of <see cref="Endpoint"/>, else <c>tencentcloudapi.com</c>; the
    /// international site is at <c>intl.tencentcloudapi.com</c>.</summary>
    public string? Domain { get; init; }

    /// <summary>Where the token service is. Default <see langword="null"/>: as any other service, see <see cref="ServiceEndpoints.For"/>.</summary>
    public Uri? StsEndpoint { get; init; }

    /// <summary>Whether plain HTTP may leave this machine. Default <see langword="false"/>: requests are signed but readable, user data and session
    /// tokens included.</summary>
    public bool AllowInsecureEndpoint { get; init; }

    /// <summary>
    /// Calls a second of each action, more than 0 to 1000. Default 10, half of what the service allows an account; actions with another published
    /// limit get the same share of it. Shared by all clients of the process with the same endpoint and the same value.
    /// </summary>
    public double RequestsPerSecond { get; init; } = 10;

    /// <summary>How often and how slowly calls are repeated.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>How long one attempt may take. Default 30 s; more than 0, at most ten minutes.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a write that has left is still waited for after the caller's cancellation, so that its effect is known. Default 1.5 s; 0 to one
    /// minute. A call that has not left, and any read, ends at once. A write without an answer then ends as a <see cref="CloudTransportException"/>
    /// that may have acted.
    /// </summary>
    public TimeSpan AnswerGrace { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>What measures <see cref="AttemptTimeout"/> and <see cref="AnswerGrace"/>. Default the machine's clock, also where everything else
    /// runs on a virtual one: sockets live in real time.</summary>
    public TimeProvider NetworkClock { get; init; } = TimeProvider.System;

    /// <summary>Sent as X-TC-RequestClient, so that the vendor's support can tell our calls. Visible ASCII. Default
    /// <c>TencentcloudRefresh_0.1.0</c>.</summary>
    public string RequestClient { get; init; } = "TencentcloudRefresh_" + typeof(AutoScalingClientOptions).Assembly.GetName().Version!.ToString(3);

    /// <summary>Where jitter comes from. Default the process's own; give a seeded one for repeatable runs.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>
    /// Stands around the connections, for instance to count calls, or to stop a process between a call and its answer in a test. Gets the handler that has the
    /// connections and gives the one to use, which owns it. Default <see langword="null"/>: the connections alone.
    /// </summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? AroundConnections { get; init; }

    /// <summary>
    /// A file to which the answers of Describe actions are appended, a line of JSON each, for the simulator to replay. Default
    /// <see langword="null"/>: none.
    /// </summary>
    /// <value>No header and no credential is in it; user data, passwords and metadata are left out. A file that cannot be written is reported in the log
    /// and disturbs no call.</value>
    public string? RecordFile { get; init; }

    /// <summary>
    /// Goes over each line before it is appended to <see cref="RecordFile"/>, for instance to take out secrets that the service repeats in a message.
    /// The result must be JSON still. Default <see langword="null"/>: lines are kept as they are.
    /// </summary>
    public Func<string, string>? RecordFilter { get; init; }

    /// <summary>Where each service is.</summary>
    internal ServiceEndpoints Endpoints => new() { AutoScaling = Endpoint, TokenService = StsEndpoint, Domain = Domain };

    /// <summary>These options, if every value is in its range.</summary>
    /// <exception cref="ArgumentException">Some are not; all of them are named.</exception>
    internal AutoScalingClientOptions Validated()
    {
        string[] faults = [.. Faults(), .. Retry.Faults()];
        return faults.Length == 0 ? this : throw new ArgumentException($"Client options out of range: {string.Join("; ", faults)}.");
    }

    private IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Region))
            yield return $"{nameof(Region)} is needed, for example ap-guangzhou";
        else if (!RegionName.IsValid(Region))
            yield return $"{nameof(Region)} {RegionName.Rule(Region)}";
        foreach (var (name, address) in new[] { (nameof(Endpoint), Endpoint), (nameof(StsEndpoint), StsEndpoint) })
        {
            foreach (var fault in address is null ? [] : EndpointRules.Faults(name, address, AllowInsecureEndpoint))
                yield return fault;
        }

        if (Domain is not null && ServiceEndpoints.FaultOfDomain(Domain) is { } noDomain)
            yield return $"{nameof(Domain)} {noDomain}";

        if (!(RequestsPerSecond > 0 && RequestsPerSecond <= 1000))
            yield return $"{nameof(RequestsPerSecond)} must be more than 0 and at most 1000, was {RequestsPerSecond}";
        if (AttemptTimeout <= TimeSpan.Zero || AttemptTimeout > TimeSpan.FromMinutes(10))
            yield return $"{nameof(AttemptTimeout)} must be more than 0 and at most ten minutes, was {AttemptTimeout}";
        if (AnswerGrace < TimeSpan.Zero || AnswerGrace > TimeSpan.FromMinutes(1))
            yield return $"{nameof(AnswerGrace)} must be 0 to one minute, was {AnswerGrace}";
        if (RequestClient.Length == 0 || RequestClient.Any(letter => letter is <= ' ' or > '~'))
            yield return $"{nameof(RequestClient)} must be visible ASCII without blanks, was '{RequestClient}'";
    }
}
