using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Mapping;

namespace TencentcloudRefresh.Provider.Resources;

internal sealed partial class InstanceRefreshResource
{
    public Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        Demand(request.Type);
        var news = Properties.From(request.Properties);
        if (!request.Preview)
            UnknownValues.Refuse(news);
        return ResourceOperation.RunAsync(plugin, cloud(), request.Urn, [news], request.Timeout, async operation =>
        {
            var inputs = RefreshInputs.From(news);
            if (request.Preview)
            {
                await ReportPlanAsync(operation, request.Urn, inputs, existing: null);
                return new CreateResponse { Properties = StateMapping.Planned(news) };
            }

            var result = await operation.Cloud.Lifecycle.CreateAsync(request.Urn, inputs, operation.Context);
            return new CreateResponse { Id = result.Id, Properties = PropertiesOf(result, news, PropertyMap.Empty, operation) };
        }, cancellationToken);
    }

    public Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        Demand(request.Type);
        var (oldInputs, olds, news) = (Properties.From(request.OldInputs), Properties.From(request.Olds), Properties.From(request.News));
        if (!request.Preview)
            UnknownValues.Refuse(news);
        return ResourceOperation.RunAsync(plugin, cloud(), request.Urn, [news, olds], request.Timeout, async operation =>
        {
            var (id, inputs) = (ActivityId.Parse(request.Id), RefreshInputs.From(news));
            var stored = RefreshOutputs.From(olds);
            var before = InputsOf(oldInputs);
            if (request.Preview)
            {
                // State that names no activity, as a version of ours might have left it, still has the id.
                bool mayChange = await ReportPlanAsync(
                    operation, request.Urn, inputs, new(id, stored ?? new() { RefreshActivityId = id.RefreshActivityId }, before));
                return new UpdateResponse { Properties = StateMapping.Planned(news, olds, mayChange) };
            }

            var result = await operation.Cloud.Lifecycle.UpdateAsync(request.Urn, id, before, stored, inputs, operation.Context);
            return new UpdateResponse { Properties = PropertiesOf(result, news, olds, operation) };
        }, cancellationToken);
    }

    public Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        Demand(request.Type);
        var (oldInputs, olds) = (Properties.From(request.Inputs), Properties.From(request.Properties));
        return ResourceOperation.RunAsync(plugin, cloud(), request.Urn, [oldInputs, olds], request.Timeout, async operation =>
        {
            // An import comes without inputs; so does, in effect, a program that only looks an activity up.
            var known = InputsOf(oldInputs);
            var result = await operation.Cloud.Lifecycle.ReadAsync(
                request.Urn, ActivityId.Parse(request.Id), known, RefreshOutputs.From(olds), operation.Context);
            return result switch
            {
                ReadResult.Found found => Answer(found.Id, found.Inputs, found.Outputs),
                ReadResult.Unhealthy unhealthy when Answer(unhealthy.Id, unhealthy.Inputs, unhealthy.Outputs) is var state
                    => throw InitFailure.Of(state.Id, state.Properties, unhealthy.Reasons.Select(operation.Redactor.Clean), state.Inputs),
                // Nothing in the answer says that the resource is gone; an error would fail the whole read.
                _ => new ReadResponse(),
            };

            ReadResponse Answer(string id, RefreshInputs inputs, RefreshOutputs outputs)
            {
                // What was stored goes back as it came, letter by letter, unless the read has found something else.
                var found = inputs.Equals(known) ? oldInputs : inputs.ToMap().AsSecretAs(oldInputs).AsSecretAs(olds);
                return new()
                {
                    Id = id,
                    Inputs = inputs.Equals(known) ? request.Inputs : found.ToStruct(),
                    Properties = StateMapping.Stored(id, outputs, found, olds, plugin.Diagnostics),
                };
            }
        }, cancellationToken);
    }

    public Task<Empty> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        Demand(request.Type);
        var olds = Properties.From(request.Properties);
        return ResourceOperation.RunAsync(plugin, cloud(), request.Urn, [olds], request.Timeout, async operation =>
        {
            var oldInputs = Properties.From(request.OldInputs);
            await operation.Cloud.Lifecycle.DeleteAsync(
                request.Urn, ActivityId.Parse(request.Id), InputsOf(oldInputs),
                RefreshOutputs.From(olds), operation.Context);
            return new Empty();
        }, cancellationToken);
    }

    /// <summary>All properties of a finished operation. One that came to no good end throws them instead, so that the engine keeps them.</summary>
    private Struct PropertiesOf(OperationResult result, PropertyMap inputs, PropertyMap olds, ResourceOperation operation)
    {
        var properties = StateMapping.Stored(result.Id, result.Outputs, inputs, olds, plugin.Diagnostics);
        return result is OperationResult.Incomplete incomplete
            ? throw InitFailure.Of(result.Id, properties, incomplete.Reasons.Select(operation.Redactor.Clean))
            : properties;
    }

    /// <returns>Whether the operation may change anything.</returns>
    private static async Task<bool> ReportPlanAsync(ResourceOperation operation, string urn, RefreshInputs inputs, ExistingActivity? existing)
    {
        var preview = await operation.Cloud.Lifecycle.PreviewAsync(urn, inputs, existing, operation.Context);
        if (preview.Lines.Count > 0)
            await operation.Context.Log.InfoAsync(string.Join('\n', preview.Lines));
        foreach (string warning in preview.Warnings)
            await operation.Context.Log.WarnAsync(warning);
        return preview.MayChange;
    }
}
