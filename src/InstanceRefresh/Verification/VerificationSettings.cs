using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>How batches are verified. See <see cref="InputCatalogue.Verification"/> for ranges.</summary>
public sealed record VerificationSettings
{
    /// <summary>The wait after each pause and after the last batch, counted from the service's time of the pause.</summary>
    public TimeSpan Bake { get; init; }

    /// <summary>The alarm policies of which none may be in ALARM.</summary>
    public ImmutableArray<string> AlarmPolicyIds { get; init; } = [];

    public ImmutableArray<HttpCheck> HttpChecks { get; init; } = [];

    /// <summary>The batches after which the rollout pauses; empty: where batchPause says.</summary>
    public ImmutableArray<int> PauseAfterBatches { get; init; } = [];

    public VerificationAction OnFailure { get; init; }

    /// <summary>Whether there is anything to wait for or to ask. Where there is not, pauses await approval as they do without a verification.</summary>
    internal bool ChecksAnything => Bake > TimeSpan.Zero || !AlarmPolicyIds.IsEmpty || !HttpChecks.IsEmpty;

    internal static VerificationSettings Read(PropertyMap map) => new()
    {
        Bake = TimeSpan.FromSeconds(map.Whole("bakeSeconds") ?? 0),
        AlarmPolicyIds = map.TextList("alarmPolicyIds"),
        HttpChecks = [.. map.Sections("httpChecks").Select(HttpCheck.Read)],
        PauseAfterBatches = map.WholeList("pauseAfterBatches"),
        OnFailure = RefreshInputs.Enumeration<VerificationAction>(map, "onFailure"),
    };

    internal PropertyMap ToMap() => PropertyMap.Empty
        .With("bakeSeconds", ((int)Bake.TotalSeconds).ToValue())
        .With("alarmPolicyIds", AlarmPolicyIds.IsEmpty ? null : AlarmPolicyIds.ToValue())
        .With("httpChecks", HttpChecks.IsEmpty ? null : HttpChecks.Select(check => check.ToMap()).ToValue())
        .With("pauseAfterBatches", PauseAfterBatches.IsEmpty ? null : new PropertyValue.Array([.. PauseAfterBatches.Select(batch => batch.ToValue())]))
        .With("onFailure", OnFailure.ToString().ToValue());

    public bool Equals(VerificationSettings? other) => other is not null && ToMap() == other.ToMap();

    public override int GetHashCode() => HashCode.Combine(Bake, OnFailure, AlarmPolicyIds.Length, HttpChecks.Length);
}

/// <summary>A URL that has to answer.</summary>
/// <param name="Url">Absolute. Its query may hold a token: see <see cref="DisplayUrl"/>.</param>
public sealed record HttpCheck(string Url)
{
    public int ExpectedStatus { get; init; } = 200;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many requests of one verification may fail.</summary>
    public int FailuresAllowed { get; init; }

    /// <summary>The URL as it may be told: without a query, in which tokens are put.</summary>
    internal string DisplayUrl => Uri.TryCreate(Url, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Path) : "a URL";

    internal static HttpCheck Read(PropertyMap map)
    {
        var bare = new HttpCheck(map.Text("url") ?? "");
        return bare with
        {
            ExpectedStatus = map.Whole("expectedStatus") ?? bare.ExpectedStatus,
            Timeout = map.Whole("timeoutSeconds") is { } timeout ? TimeSpan.FromSeconds(timeout) : bare.Timeout,
            Interval = map.Whole("intervalSeconds") is { } interval ? TimeSpan.FromSeconds(interval) : bare.Interval,
            FailuresAllowed = map.Whole("failuresAllowed") ?? 0,
        };
    }

    internal PropertyMap ToMap() => PropertyMap.Empty
        .With("url", Url.ToValue())
        .With("expectedStatus", ExpectedStatus.ToValue())
        .With("timeoutSeconds", ((int)Timeout.TotalSeconds).ToValue())
        .With("intervalSeconds", ((int)Interval.TotalSeconds).ToValue())
        .With("failuresAllowed", FailuresAllowed.ToValue());

    public override string ToString() => $"HttpCheck({DisplayUrl})";
}

/// <summary>What follows when a verification fails. The first member is the default.</summary>
public enum VerificationAction
{
    /// <summary>The rollout stays paused.</summary>
    Pause,

    RollBack,

    Cancel,
}
