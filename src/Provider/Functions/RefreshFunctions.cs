using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Configuration;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Resources;
using TencentcloudRefresh.Provider.Schema;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using CheckFailure = TencentcloudRefresh.InstanceRefresh.CheckFailure;

namespace TencentcloudRefresh.Provider.Functions;

/// <summary>The functions of the package. All of them only read.</summary>
/// <param name="plugin">The process.</param>
/// <param name="cloud">Gives the configured access to the cloud, or null before Configure.</param>
internal sealed class RefreshFunctions(PluginContext plugin, Func<CloudSession?> cloud)
{
    public const string GetActivity = $"{SchemaDocument.Package}:index:getRefreshActivity";
    public const string GetActivities = $"{SchemaDocument.Package}:index:getRefreshActivities";
    public const string GetPlan = $"{SchemaDocument.Package}:index:getRefreshPlan";

    public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        var args = Properties.From(request.Args);
        return ResourceOperation.RunAsync(plugin, cloud(), urn: "", [args], timeoutSeconds: 0, async operation =>
        {
            var failures = new List<CheckFailure>();
            var reader = new ObjectReader(args, PropertyPath.Root, isSecret: false, failures);
            var (lifecycle, context) = (operation.Cloud.Lifecycle, operation.Context);
            var values = request.Tok switch
            {
                GetActivity => await GetActivityAsync(lifecycle, reader, failures, context),
                GetActivities => await GetActivitiesAsync(lifecycle, reader, failures, context),
                GetPlan => await GetPlanAsync(lifecycle, reader, args, failures, context.Interrupted),
                _ => throw RpcFailure.Of(
                    StatusCode.InvalidArgument, $"This provider has no function {request.Tok}; it has {GetActivity}, {GetActivities} and {GetPlan}."),
            };
            var response = new InvokeResponse { Return = values is null ? null : values.AsSecretAs(args).ToStruct() };
            response.Failures.AddRange(failures.Select(failure => new Pulumirpc.CheckFailure { Property = failure.Path, Reason = operation.Redactor.Clean(failure.Reason) }));
            return response;
        }, cancellationToken);
    }

    /// <returns>Null if there are failures.</returns>
    private static async Task<PropertyMap?> GetActivityAsync(RefreshLifecycle lifecycle, ObjectReader args, List<CheckFailure> failures, OperationContext context)
    {
        const string Id = "refreshActivityId";
        args.Forbid([Id], []);
        args.Require(Id);
        string? id = args.Text(Id);
        if (failures.Count > 0 || id is null)
            return null;
        if (await lifecycle.GetActivityAsync(id, context) is { } found)
            return found.ToMap();
        failures.Add(new(Id, $"{id} is not known to the service in this region, or no longer listed there"));
        return null;
    }

    private static async Task<PropertyMap?> GetActivitiesAsync(RefreshLifecycle lifecycle, ObjectReader args, List<CheckFailure> failures, OperationContext context)
    {
        const string Group = "autoScalingGroupId", Statuses = "statuses", Activities = "activities";
        args.Forbid([Group, Statuses], []);
        args.Require(Group);
        var (group, statuses) = (args.Text(Group), args.Texts(Statuses));
        if (failures.Count > 0 || group is null)
            return null;
        var found = await lifecycle.GetActivitiesAsync(group, statuses, context);
        return PropertyMap.Empty
            .With(Group, group)
            .With(Activities, new PropertyValue.Array([.. found.Select(activity => (PropertyValue)activity.ToMap())]));
    }

    /// <summary>Its arguments are inputs of the resource, and held to the same rules.</summary>
    private static async Task<PropertyMap?> GetPlanAsync(
        RefreshLifecycle lifecycle, ObjectReader args, PropertyMap given, List<CheckFailure> failures, CancellationToken stop)
    {
        args.Forbid(["autoScalingGroupId", "refreshMode", "refreshSettings"], []);
        var inputs = InputsCheck.Check(given);
        failures.AddRange(inputs.Failures.Where(failure => failures.All(known => known.Path != failure.Path)));
        return failures.Count > 0 ? null : (await lifecycle.GetPlanAsync(RefreshInputs.From(inputs.Inputs), stop)).ToMap();
    }
}
