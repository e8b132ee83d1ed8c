namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>A registration that cannot be followed: a duplicate name, a parent nobody knows, failed checks. It stops the run.</summary>
internal sealed class GoalException(string urn, string message) : Exception(message)
{
    /// <summary>Whom it concerns; empty for the stack.</summary>
    public string Urn { get; } = urn;
}
