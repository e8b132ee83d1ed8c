using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Grpc;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>A provider plugin at the other end of a connection: the engine's side of the plugin protocol.</summary>
internal sealed partial class PluginClient : IPlugin
{
    private readonly ResourceProvider.ResourceProviderClient _calls;
    private readonly TimeSpan _patience;
    private readonly Func<ValueTask> _release;

    private PluginClient(string title, CallInvoker calls, TimeSpan patience, Func<ValueTask> release)
    {
        (_calls, _patience, _release) = (new(calls), patience, release);
        Title = title;
    }

    public string Title { get; }

    /// <param name="title">Name and version.</param>
    /// <param name="channel">Owned from here on.</param>
    /// <param name="patience">How long a Cancel may take at the end.</param>
    /// <param name="release">Ends whatever serves the connection, after the connection itself.</param>
    public static PluginClient Over(string title, LoopbackChannel channel, TimeSpan patience, Func<ValueTask> release)
        => Over(title, channel.Invoker, patience, () =>
        {
            channel.Dispose();
            return release();
        });

    /// <param name="title">Name and version.</param>
    /// <param name="calls">Carries the calls to the plugin, by whatever way.</param>
    /// <param name="patience">How long a Cancel may take at the end.</param>
    /// <param name="release">Ends whatever stands behind the calls.</param>
    public static PluginClient Over(string title, CallInvoker calls, TimeSpan patience, Func<ValueTask> release) => new(title, calls, patience, release);

    public async Task<CheckAnswer> CheckConfigAsync(CheckQuestion question, CancellationToken cancellationToken)
    {
        // Secrets always travel in clear here and are marked again by name, whatever the plugin accepts.
        CheckRequest request = CheckRequest(question with { Olds = question.Olds.Unwrapped(), News = question.News.Unwrapped() });
        CheckResponse answer = await AnswerAsync(_calls.CheckConfigAsync(request, cancellationToken: cancellationToken));
        return new(WireForm.Read(answer.Inputs).AsSecretAs(question.News), FailuresOf(answer.Failures));
    }

    public Task<ProviderDiff> DiffConfigAsync(DiffQuestion question, CancellationToken cancellationToken)
        => DiffAsync(request => _calls.DiffConfigAsync(request, cancellationToken: cancellationToken), question with
        {
            OldInputs = question.OldInputs.Unwrapped(),
            OldOutputs = question.OldOutputs.Unwrapped(),
            NewInputs = question.NewInputs.Unwrapped(),
        });

    public async Task ConfigureAsync(ProviderIdentity identity, PropertyMap inputs, CancellationToken cancellationToken)
    {
        string package = Urns.PackageOf(Urns.TypeOf(identity.Urn));
        ConfigureRequest request = new()
        {
            Args = WireForm.ToPlugin(inputs),
            AcceptSecrets = true,
            AcceptResources = true,
            SendsOldInputs = true,
            SendsOldInputsToDelete = true,
            Id = identity.Id,
            Urn = identity.Urn,
            Name = Urns.NameOf(identity.Urn),
            Type = Urns.TypeOf(identity.Urn),
        };
        foreach ((string key, PropertyValue value) in inputs.Unwrapped().Where(input => input.Key != "version"))
            request.Variables[$"{package}:config:{key}"] = value is PropertyValue.Text text ? text.Value : PropertyJson.Write(value, encrypt: null);
        try
        {
            await _calls.ConfigureAsync(request, cancellationToken: cancellationToken);
        }
        catch (RpcException refused)
        {
            throw ConfigurationFailure.Of(package, refused);
        }
    }

    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _calls.CancelAsync(new Empty(), cancellationToken: either.Token);
        }
        catch (Exception unheard) when (unheard is RpcException || (unheard is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A plugin that knows no Cancel, or is gone already, has nothing under way that could be reported.
        }
    }

    /// <summary>The engine's order: Cancel, close the connection, end the process.</summary>
    public async ValueTask DisposeAsync()
    {
        await CancelAsync(CancellationToken.None);
        await _release();
    }

    private async Task<TResponse> AnswerAsync<TResponse>(AsyncUnaryCall<TResponse> call)
    {
        try
        {
            return await call;
        }
        catch (RpcException failed)
        {
            throw Failure(failed);
        }
    }

    private ProviderException Failure(RpcException failed) => failed.StatusCode == StatusCode.Unavailable
        ? new($"{Title} went away: {failed.Status.Detail}", failed)
        : new(failed.Status.Detail, failed);
}
