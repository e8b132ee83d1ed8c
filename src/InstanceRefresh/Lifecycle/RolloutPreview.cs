namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What an operation would do.</summary>
/// <param name="Lines">Stable text, fit for a review: no times of day, no secrets.</param>
/// <param name="Warnings">What is worth knowing, blockers first.</param>
/// <param name="MayChange">False: the operation will not touch the cloud, and the outputs stay as stored.</param>
public sealed record RolloutPreview(IReadOnlyList<string> Lines, IReadOnlyList<string> Warnings, bool MayChange);

/// <summary>A resource that exists, as stored.</summary>
/// <param name="Inputs">As stored; null if they are not known.</param>
public sealed record ExistingActivity(ActivityId Id, RefreshOutputs Stored, RefreshInputs? Inputs = null);
