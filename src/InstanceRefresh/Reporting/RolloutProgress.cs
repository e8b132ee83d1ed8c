namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Where a rollout is: what a progress line says, as data.</summary>
/// <param name="Batch">The batch in progress, counted from 1; 0 before the first.</param>
/// <param name="Batches">Of the whole activity; 0 as long as the service has not made them.</param>
/// <param name="Done">Instances refreshed.</param>
/// <param name="Total">Instances of all batches.</param>
/// <param name="Failed">Instances whose refresh failed.</param>
public sealed record RolloutProgress(int Batch, int Batches, int Done, int Total, int Failed);
