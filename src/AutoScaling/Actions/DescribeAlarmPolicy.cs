namespace TencentcloudRefresh.AutoScaling;

/// <summary>The call has one policy.</summary>
internal sealed record DescribeAlarmPolicyRequest
{
    public string Module { get; } = "monitor";

    public required string PolicyId { get; init; }
}

/// <summary>A policy, or none.</summary>
internal sealed record DescribeAlarmPolicyResponse : CloudResponse
{
    public AlarmPolicy? Policy { get; init; }
}

internal static class DescribeAlarmPolicy
{
    public static readonly CloudAction<DescribeAlarmPolicyRequest, DescribeAlarmPolicyResponse> Action = new(
        nameof(DescribeAlarmPolicy), Repeat.Read, WireJson.Default.DescribeAlarmPolicyRequest, WireJson.Default.AnswerDescribeAlarmPolicyResponse,
        PublishedRate: 60)
    {
        Service = "monitor",
        Version = "2018-07-24",
    };
}

public sealed partial class AutoScalingClient
{
    /// <summary>A policy of Cloud Monitor; null if there is none of that id.</summary>
    /// <remarks>Source: Cloud Monitor API (2018-07-24), DescribeAlarmPolicy page.</remarks>
    /// <exception cref="CloudServiceException">The service refused; with <see cref="ErrorCode.IsPermission"/> the permission
    /// <c>monitor:DescribeAlarmPolicy</c> is missing.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public async Task<AlarmPolicy?> DescribeAlarmPolicyAsync(string policyId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(policyId);
        try
        {
            var answer = await CallAsync(DescribeAlarmPolicy.Action, new DescribeAlarmPolicyRequest { PolicyId = policyId }, cancellationToken).ConfigureAwait(false);
            return answer.Policy is { PolicyId.Length: > 0 } policy ? policy : null;
        }
        catch (CloudServiceException unknown) when (ErrorCode.IsNotFound(unknown.Code))
        {
            return null;
        }
    }
}
