using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>The calls about resources and functions.</summary>
internal sealed partial class PluginClient
{
    public async Task<CheckAnswer> CheckAsync(CheckQuestion question, CancellationToken cancellationToken)
    {
        CheckRequest request = CheckRequest(question);
        request.OldOutputs = WireForm.ToPlugin(question.OldOutputs);
        CheckResponse answer = await AnswerAsync(_calls.CheckAsync(request, cancellationToken: cancellationToken));
        if (answer.Inputs is null && answer.Failures.Count == 0)
            throw new ProviderException($"{Title} checked {question.Urn} and returned no inputs.");
        return new(WireForm.Read(answer.Inputs), FailuresOf(answer.Failures));
    }

    public Task<ProviderDiff> DiffAsync(DiffQuestion question, CancellationToken cancellationToken)
        => DiffAsync(request => _calls.DiffAsync(request, cancellationToken: cancellationToken), question);

    public async Task<ResourceAnswer> CreateAsync(CreateOrder order, CancellationToken cancellationToken)
    {
        CreateRequest request = new()
        {
            Urn = order.Urn,
            Name = Urns.NameOf(order.Urn),
            Type = Urns.TypeOf(order.Urn),
            Properties = WireForm.ToPlugin(order.Inputs),
            Timeout = order.Timeout,
            Preview = order.Preview,
        };
        ResourceAnswer answer = await PartlyAsync(async () =>
        {
            CreateResponse created = await _calls.CreateAsync(request, cancellationToken: cancellationToken);
            return new(created.Id, WireForm.Read(created.Properties));
        });
        if (!order.Preview && answer.Id.Length == 0 && answer.InitErrors is null)
            throw new ProviderException($"{Title} created {order.Urn} and returned no id.");
        return order.Preview ? answer : Known(answer, order.Urn);
    }

    public async Task<ResourceAnswer> UpdateAsync(UpdateOrder order, CancellationToken cancellationToken)
    {
        UpdateRequest request = new()
        {
            Id = order.Id,
            Urn = order.Urn,
            Name = Urns.NameOf(order.Urn),
            Type = Urns.TypeOf(order.Urn),
            Olds = WireForm.ToPlugin(order.OldOutputs),
            OldInputs = WireForm.ToPlugin(order.OldInputs),
            News = WireForm.ToPlugin(order.NewInputs),
            Timeout = order.Timeout,
            Preview = order.Preview,
            IgnoreChanges = { order.IgnoreChanges },
        };
        ResourceAnswer answer = await PartlyAsync(async () =>
        {
            UpdateResponse updated = await _calls.UpdateAsync(request, cancellationToken: cancellationToken);
            return new(order.Id, WireForm.Read(updated.Properties));
        });
        return order.Preview ? answer : Known(answer, order.Urn);
    }

    public async Task<ResourceAnswer> ReadAsync(ReadQuestion question, CancellationToken cancellationToken)
    {
        ReadRequest request = new()
        {
            Id = question.Id,
            Urn = question.Urn,
            Name = Urns.NameOf(question.Urn),
            Type = Urns.TypeOf(question.Urn),
            Timeout = question.Timeout,
            Properties = WireForm.ToPlugin(question.Outputs ?? PropertyMap.Empty),
            Inputs = question.Inputs is null ? null : WireForm.ToPlugin(question.Inputs),
        };
        ResourceAnswer answer = await PartlyAsync(async () =>
        {
            ReadResponse read = await _calls.ReadAsync(request, cancellationToken: cancellationToken);
            return new(
                read.Id,
                read.Properties is null ? null : WireForm.Read(read.Properties),
                read.Inputs is null ? null : WireForm.Read(read.Inputs));
        });
        return Known(answer, question.Urn);
    }

    public async Task DeleteAsync(DeleteOrder order, CancellationToken cancellationToken)
    {
        DeleteRequest request = new()
        {
            Id = order.Id,
            Urn = order.Urn,
            Name = Urns.NameOf(order.Urn),
            Type = Urns.TypeOf(order.Urn),
            Properties = WireForm.ToPlugin(order.Outputs),
            OldInputs = WireForm.ToPlugin(order.Inputs),
            Timeout = order.Timeout,
        };
        await AnswerAsync(_calls.DeleteAsync(request, cancellationToken: cancellationToken));
    }

    public async Task<InvokeAnswer> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken)
    {
        InvokeRequest request = new() { Tok = token, Args = WireForm.ToPlugin(arguments), Preview = preview };
        InvokeResponse answer = await AnswerAsync(_calls.InvokeAsync(request, cancellationToken: cancellationToken));
        return new(answer.Return is null ? null : WireForm.Read(answer.Return), FailuresOf(answer.Failures));
    }

    private static CheckRequest CheckRequest(CheckQuestion question) => new()
    {
        Urn = question.Urn,
        Name = Urns.NameOf(question.Urn),
        Type = Urns.TypeOf(question.Urn),
        Olds = WireForm.ToPlugin(question.Olds),
        News = WireForm.ToPlugin(question.News),
        RandomSeed = ByteString.CopyFrom([.. question.RandomSeed]),
    };

    private static ImmutableArray<CheckFailure> FailuresOf(IEnumerable<Pulumirpc.CheckFailure> failures)
        => [.. failures.Select(failure => new CheckFailure(failure.Property, failure.Reason))];

    private async Task<ProviderDiff> DiffAsync(Func<DiffRequest, AsyncUnaryCall<DiffResponse>> call, DiffQuestion question)
    {
        DiffRequest request = new()
        {
            Id = question.Id,
            Urn = question.Urn,
            Name = Urns.NameOf(question.Urn),
            Type = Urns.TypeOf(question.Urn),
            Olds = WireForm.ToPlugin(question.OldOutputs),
            OldInputs = WireForm.ToPlugin(question.OldInputs),
            News = WireForm.ToPlugin(question.NewInputs),
            IgnoreChanges = { question.IgnoreChanges },
        };
        DiffResponse answer = await AnswerAsync(call(request));
        ProviderDiff diff = DiffAnswers.Read(answer);
        if (diff.Changes != DiffChanges.Unknown)
            return diff;
        ProviderDiff compared = InputComparison.Between(question.OldInputs, question.NewInputs, question.IgnoreChanges);
        return compared with { ReplaceKeys = diff.ReplaceKeys, DeleteBeforeReplace = diff.DeleteBeforeReplace };
    }

    /// <summary>A real answer must be known through and through; markers in one would be taken for values later.</summary>
    private ResourceAnswer Known(ResourceAnswer answer, string urn)
    {
        if (!(answer.Outputs?.ContainsUnknown ?? false))
            return answer;
        // As the engine has it: half-made stays half-made, but id, outputs and reasons are lost.
        return answer.InitErrors is null
            ? throw new ProviderException($"{Title} answered for {urn} with values that are not known yet.")
            : new("", PropertyMap.Empty, InitErrors: []);
    }

    /// <summary>Makes a call that may come back half done: there, but not right.</summary>
    private async Task<ResourceAnswer> PartlyAsync(Func<Task<ResourceAnswer>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException failed) when (failed.Detail<ErrorResourceInitFailed>() is { } detail)
        {
            return new(
                detail.Id,
                detail.Properties is null ? null : WireForm.Read(detail.Properties),
                detail.Inputs is null ? null : WireForm.Read(detail.Inputs),
                [.. detail.Reasons]);
        }
        catch (RpcException failed)
        {
            throw Failure(failed);
        }
    }
}
