namespace TencentcloudRefresh.AutoScaling;

/// <summary>What an error code says about trying again. The vendor publishes no such list; this one follows from the codes' meanings.</summary>
public enum RefusalKind
{
    /// <summary>The same call will be refused again: something must be changed first.</summary>
    Permanent,

    /// <summary>Refused before anything was done: any call may be sent again, later.</summary>
    Throttled,

    /// <summary>The clock was too far off; once corrected, any call may be sent again.</summary>
    ClockSkew,

    /// <summary>The credentials were not known (any more); with other ones any call may be sent again.</summary>
    StaleCredentials,

    /// <summary>The service has trouble inside; the call may have worked or not.</summary>
    Indeterminate,

    /// <summary>Another activity or a state stands in the way; waiting helps only if that will end by itself.</summary>
    Conflict,
}
