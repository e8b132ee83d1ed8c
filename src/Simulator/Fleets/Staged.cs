using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>A group that is to start with an activity in a given status, brought there by the same machine that runs every other.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Status">Where its activity is to stand.</param>
/// <param name="Batches">How many batches it is to have; fewer where there are fewer machines.</param>
public sealed record Staged(string GroupId, ActivityStatus Status, int Batches = 3);
