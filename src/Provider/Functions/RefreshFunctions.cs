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
    /// <summary>The function as programs name it.</summary>
    public static string TokenOf(FunctionDefinition function) => $"{SchemaDocument.Package}:index:{function.Name}";

    public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        var args = Properties.From(request.Args);
        return ResourceOperation.RunAsync(plugin, cloud(), urn: "", [args], timeoutSeconds: 0, async operation =>
        {
            var response = await AnswerAsync(Demand(request.Tok), args, operation);
            return new InvokeResponse
            {
                Return = (response.IsMarked ? response.Result : response.Result?.AsSecretAs(args))?.ToStruct(),
                Failures =
                {
                    response.Failures.Select(
                        failure => new Pulumirpc.CheckFailure { Property = failure.Path, Reason = operation.Redactor.Clean(failure.Reason) }),
                },
            };
        }, cancellationToken);
    }

    private static FunctionDefinition Demand(string token) => FunctionCatalogue.Functions.FirstOrDefault(function => TokenOf(function) == token)
        ?? throw RpcFailure.Of(
            StatusCode.InvalidArgument,
            $"This provider has no function {token}; it has {string.Join(", ", FunctionCatalogue.Functions.Select(TokenOf))}.");

    private static Task<Answer> AnswerAsync(FunctionDefinition function, PropertyMap args, ResourceOperation operation)
    {
        if (function == FunctionCatalogue.GetRefreshPlan)
            return GetPlanAsync(InputsCheck.CheckPlan(args), operation);
        var reader = new CatalogueReader();
        var read = reader.Read(args, function.Arguments);
        // The engine asks nothing while an argument is not known yet; whoever does gets no result.
        return reader.Failures.Count > 0 || read.ContainsUnknown ? Task.FromResult(new Answer(reader.Failures))
            : function == FunctionCatalogue.GetRefreshTriggers ? Task.FromResult(Triggers(read))
            : function == FunctionCatalogue.GetRefreshActivity ? GetActivityAsync(read, operation)
            : GetActivitiesAsync(read, operation);
    }

    private static async Task<Answer> GetActivityAsync(PropertyMap args, ResourceOperation operation)
    {
        const string Id = "refreshActivityId";
        string id = args.Text(Id)!;
        return await operation.Cloud.Lifecycle.GetActivityAsync(id, operation.Context) is { } found
            ? new(found.ToMap())
            : new([new(Id, $"{id} is not known to the service in this region, or no longer listed there")]);
    }

    private static async Task<Answer> GetActivitiesAsync(PropertyMap args, ResourceOperation operation)
    {
        const string Group = "autoScalingGroupId";
        string group = args.Text(Group)!;
        var found = await operation.Cloud.Lifecycle.GetActivitiesAsync(group, args.TextList("statuses"), operation.Context);
        return new(PropertyMap.Empty
            .With(Group, group)
            .With("activities", new PropertyValue.Array([.. found.Select(activity => (PropertyValue)activity.ToMap())])));
    }

    private static async Task<Answer> GetPlanAsync(CheckedInputs inputs, ResourceOperation operation) => inputs.Failures.Count > 0
        ? new(inputs.Failures)
        : new((await operation.Cloud.Lifecycle.GetPlanAsync(inputs.Wanted.Typed, operation.Context.Interrupted)).ToMap());

    /// <summary>Computed here, without a call: the one function that asks nobody.</summary>
    private static Answer Triggers(PropertyMap args) => new(PropertyMap.Empty.With("triggers", RefreshTriggers.Of(args))) { IsMarked = true };

    /// <summary>What a function gives: a result, or what is wrong with its arguments.</summary>
    private sealed record Answer(PropertyMap? Result, IReadOnlyList<CheckFailure> Failures)
    {
        /// <summary>Whether its secrets are marked one by one. Otherwise all of it is one where an argument was.</summary>
        public bool IsMarked { get; init; }

        public Answer(PropertyMap result)
            : this(result, [])
        {
        }

        public Answer(IReadOnlyList<CheckFailure> failures)
            : this(null, failures)
        {
        }
    }
}
