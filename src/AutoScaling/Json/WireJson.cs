using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>
/// The JSON of every action, written at build time. The service refuses members it does not define, hence no nulls are sent; it adds members to its
/// answers between releases, hence unknown ones are ignored.
/// </summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LenientInt), typeof(LenientLong), typeof(LenientBool), typeof(ServiceTime), typeof(WireText)])]
[JsonSerializable(typeof(AnswerHead))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(StartInstanceRefreshRequest))]
[JsonSerializable(typeof(Answer<StartInstanceRefreshResponse>))]
[JsonSerializable(typeof(StopInstanceRefreshRequest))]
[JsonSerializable(typeof(Answer<StopInstanceRefreshResponse>))]
[JsonSerializable(typeof(ResumeInstanceRefreshRequest))]
[JsonSerializable(typeof(Answer<ResumeInstanceRefreshResponse>))]
[JsonSerializable(typeof(CancelInstanceRefreshRequest))]
[JsonSerializable(typeof(Answer<CancelInstanceRefreshResponse>))]
[JsonSerializable(typeof(RollbackInstanceRefreshRequest))]
[JsonSerializable(typeof(Answer<RollbackInstanceRefreshResponse>))]
[JsonSerializable(typeof(DescribeRefreshActivitiesRequest))]
[JsonSerializable(typeof(Answer<DescribeRefreshActivitiesResponse>))]
[JsonSerializable(typeof(DescribeAutoScalingGroupsRequest))]
[JsonSerializable(typeof(Answer<DescribeAutoScalingGroupsResponse>))]
[JsonSerializable(typeof(DescribeAutoScalingInstancesRequest))]
[JsonSerializable(typeof(Answer<DescribeAutoScalingInstancesResponse>))]
[JsonSerializable(typeof(DescribeLaunchConfigurationsRequest))]
[JsonSerializable(typeof(Answer<DescribeLaunchConfigurationsResponse>))]
[JsonSerializable(typeof(DescribeAutoScalingActivitiesRequest))]
[JsonSerializable(typeof(Answer<DescribeAutoScalingActivitiesResponse>))]
[JsonSerializable(typeof(CreateLaunchConfigurationRequest))]
[JsonSerializable(typeof(Answer<CreateLaunchConfigurationResponse>))]
[JsonSerializable(typeof(ModifyLaunchConfigurationAttributesRequest))]
[JsonSerializable(typeof(Answer<ModifyLaunchConfigurationAttributesResponse>))]
[JsonSerializable(typeof(ClearLaunchConfigurationAttributesRequest))]
[JsonSerializable(typeof(Answer<ClearLaunchConfigurationAttributesResponse>))]
[JsonSerializable(typeof(DeleteLaunchConfigurationRequest))]
[JsonSerializable(typeof(Answer<DeleteLaunchConfigurationResponse>))]
[JsonSerializable(typeof(CreateAutoScalingGroupRequest))]
[JsonSerializable(typeof(Answer<CreateAutoScalingGroupResponse>))]
[JsonSerializable(typeof(ModifyAutoScalingGroupRequest))]
[JsonSerializable(typeof(Answer<ModifyAutoScalingGroupResponse>))]
[JsonSerializable(typeof(ModifyLoadBalancersRequest))]
[JsonSerializable(typeof(Answer<ModifyLoadBalancersResponse>))]
[JsonSerializable(typeof(ModifyDesiredCapacityRequest))]
[JsonSerializable(typeof(Answer<ModifyDesiredCapacityResponse>))]
[JsonSerializable(typeof(EnableAutoScalingGroupRequest))]
[JsonSerializable(typeof(Answer<EnableAutoScalingGroupResponse>))]
[JsonSerializable(typeof(DisableAutoScalingGroupRequest))]
[JsonSerializable(typeof(Answer<DisableAutoScalingGroupResponse>))]
[JsonSerializable(typeof(DeleteAutoScalingGroupRequest))]
[JsonSerializable(typeof(Answer<DeleteAutoScalingGroupResponse>))]
[JsonSerializable(typeof(DescribeLifecycleHooksRequest))]
[JsonSerializable(typeof(Answer<DescribeLifecycleHooksResponse>))]
[JsonSerializable(typeof(DescribeInstancesRequest))]
[JsonSerializable(typeof(Answer<DescribeInstancesResponse>))]
[JsonSerializable(typeof(DescribeImagesRequest))]
[JsonSerializable(typeof(Answer<DescribeImagesResponse>))]
[JsonSerializable(typeof(DescribeAlarmHistoriesRequest))]
[JsonSerializable(typeof(Answer<DescribeAlarmHistoriesResponse>))]
[JsonSerializable(typeof(DescribeAlarmPolicyRequest))]
[JsonSerializable(typeof(Answer<DescribeAlarmPolicyResponse>))]
[JsonSerializable(typeof(ExitStandbyRequest))]
[JsonSerializable(typeof(Answer<ExitStandbyResponse>))]
[JsonSerializable(typeof(AssumeRoleRequest))]
[JsonSerializable(typeof(Answer<AssumeRoleResponse>))]
[JsonSerializable(typeof(AssumeRoleWithWebIdentityRequest))]
[JsonSerializable(typeof(GetCallerIdentityRequest))]
[JsonSerializable(typeof(Answer<GetCallerIdentityResponse>))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>The envelope of an answer: one member, <c>Response</c>.</summary>
internal sealed record Answer<T>(T? Response)
    where T : CloudResponse;

/// <summary>The part of an answer that tells success from refusal, read before the rest.</summary>
internal sealed record AnswerHead(AnswerHead.Head? Response)
{
    internal sealed record Head(string? RequestId, Refusal? Error);

    internal sealed record Refusal(string? Code, [property: JsonConverter(typeof(ShownText))] string? Message);
}
