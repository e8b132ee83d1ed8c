using Pulumi.TencentcloudRefresh;
using Pulumi.TencentcloudRefresh.Inputs;

namespace Infra;

/// <summary>How batches are verified before the next one begins. Names, defaults and ranges are those of the resource's own inputs.</summary>
public sealed record VerificationSettings
{
    /// <summary>Seconds, 0 to 172800.</summary>
    public int BakeSeconds { get; init; }

    public IReadOnlyList<string> AlarmPolicyIds { get; init; } = [];

    /// <summary>URLs, each of which has to answer with <see cref="HealthStatus"/>.</summary>
    public IReadOnlyList<string> HealthUrls { get; init; } = [];

    /// <summary>HTTP status, 100 to 599.</summary>
    public int HealthStatus { get; init; } = 200;

    /// <summary>How many requests to a URL may fail, 0 to 1000.</summary>
    public int HealthFailuresAllowed { get; init; }

    /// <summary>Empty: after the pauses of batchPause.</summary>
    public IReadOnlyList<int> PauseAfterBatches { get; init; } = [];

    public VerificationAction OnFailure { get; init; } = VerificationAction.Pause;

    /// <summary>The settings; <see langword="null"/> where nothing is to be verified.</summary>
    internal static VerificationSettings? Read(SettingsReader settings)
    {
        var read = new VerificationSettings
        {
            BakeSeconds = settings.Number("bakeSeconds", 0, 172_800) ?? 0,
            AlarmPolicyIds = settings.Ids("alarmPolicyIds", "policy-"),
            HealthUrls = settings.List("healthUrls"),
            HealthStatus = settings.Number("healthStatus", 100, 599) ?? 200,
            HealthFailuresAllowed = settings.Number("healthFailuresAllowed", 0, 1000) ?? 0,
            PauseAfterBatches = settings.Numbers("pauseAfterBatches", 1, 2000),
            OnFailure = settings.Choice("onVerificationFailure", VerificationAction.Pause, VerificationAction.RollBack, VerificationAction.Cancel),
        };
        if (read is { BakeSeconds: 0, AlarmPolicyIds.Count: 0, HealthUrls.Count: 0, PauseAfterBatches.Count: 0 })
            return null;
        if (read.AlarmPolicyIds.Count > 10)
            settings.Error("alarmPolicyIds", "must be at most 10 policies");
        if (read.HealthUrls.Count > 10)
            settings.Error("healthUrls", "must be at most 10 URLs");
        return read;
    }

    internal VerificationArgs ToArgs()
    {
        var args = new VerificationArgs { BakeSeconds = BakeSeconds, OnFailure = OnFailure };
        foreach (var id in AlarmPolicyIds)
            args.AlarmPolicyIds.Add(id);
        foreach (var url in HealthUrls)
            args.HttpChecks.Add(new HttpCheckArgs { Url = url, ExpectedStatus = HealthStatus, FailuresAllowed = HealthFailuresAllowed });
        foreach (var batch in PauseAfterBatches)
            args.PauseAfterBatches.Add(batch);
        return args;
    }
}
