using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What Check found.</summary>
/// <param name="Inputs">The inputs without nulls and with every default filled in, their secrets as such, so that two ways of writing one thing give no difference
/// later.</param>
/// <param name="Wanted">The same inputs, read.</param>
/// <param name="Failures">All errors at once. Empty: the inputs are good, as far as they are known.</param>
/// <param name="Warnings">What is allowed and yet hardly meant.</param>
public sealed record CheckedInputs(PropertyMap Inputs, WantedInputs Wanted, IReadOnlyList<CheckFailure> Failures, IReadOnlyList<string> Warnings);

/// <summary>One error.</summary>
/// <param name="Path">As the engine writes it: <c>refreshSettings.rollingUpdateSettings.batchNumber</c>, <c>triggers["a.b"]</c>.</param>
/// <param name="Reason">The offending value, what is accepted, and what was probably meant. Never a secret.</param>
public sealed record CheckFailure(string Path, string Reason);
