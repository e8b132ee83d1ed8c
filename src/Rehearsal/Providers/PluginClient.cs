using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.Protocol.Grpc;
using TencentcloudRefresh.Protocol.Values;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>A provider plugin at the other end of a connection: the engine's side of the plugin protocol.</summary>
internal sealed partial class PluginClient : IPlugin
{
    private readonly UnaryChannel _channel;
    private readonly TimeSpan _patience;
    private readonly Func<ValueTask> _release;
    private readonly WireForm _wire;

    private PluginClient(PluginGreeting greeting, UnaryChannel channel, TimeSpan patience, Func<ValueTask> release)
    {
        (_channel, _patience, _release) = (channel, patience, release);
        _wire = new(greeting.AcceptSecrets, greeting.AcceptResources);
        Title = $"{greeting.Name} {greeting.Version}".TrimEnd();
    }

    public string Title { get; }

    /// <param name="channel">Owned from here on.</param>
    /// <param name="patience">How long a Cancel may take at the end.</param>
    /// <param name="release">Ends whatever serves the connection, after the connection itself.</param>
    public static PluginClient Over(PluginGreeting greeting, UnaryChannel channel, TimeSpan patience, Func<ValueTask> release)
        => new(greeting, channel, patience, release);

    public async Task<CheckAnswer> CheckConfigAsync(CheckQuestion question, CancellationToken cancellationToken)
    {
        // Secrets always travel in clear here and are marked again by name, whatever the plugin accepts.
        CheckRequest request = CheckRequest(question, _wire with { Secrets = false });
        CheckResponse answer = await CallAsync(ResourceProviderMethods.CheckConfig, request, cancellationToken);
        return new(SecretMarks.Restore(WireForm.Read(answer.Inputs), question.News), FailuresOf(answer.Failures));
    }

    public Task<DiffResult> DiffConfigAsync(DiffQuestion question, CancellationToken cancellationToken)
        => DiffAsync(ResourceProviderMethods.DiffConfig, question, _wire with { Secrets = false }, cancellationToken);

    public async Task ConfigureAsync(ProviderIdentity identity, PropertyMap inputs, CancellationToken cancellationToken)
    {
        string package = Urns.PackageOf(Urns.TypeOf(identity.Urn));
        ConfigureRequest request = new()
        {
            Args = _wire.Write(inputs),
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
            await _channel.CallAsync(ResourceProviderMethods.Configure, request, cancellationToken);
        }
        catch (RpcException refused)
        {
            throw ConfigurationFailure.Of(package, refused);
        }
    }

    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _channel.CallAsync(ResourceProviderMethods.Cancel, new Empty(), _patience, cancellationToken);
        }
        catch (RpcException)
        {
            // A plugin that knows no Cancel, or is gone already, has nothing under way that could be told.
        }
    }

    /// <summary>The engine's order: Cancel, close the connection, end the process.</summary>
    public async ValueTask DisposeAsync()
    {
        await CancelAsync(CancellationToken.None);
        _channel.Dispose();
        await _release();
    }

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        UnaryMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse>
    {
        try
        {
            return await _channel.CallAsync(method, request, cancellationToken);
        }
        catch (RpcException failed)
        {
            throw Failure(failed);
        }
    }

    private ProviderException Failure(RpcException failed) => failed.Status.Code == StatusCode.Unavailable
        ? new($"{Title} went away: {failed.Status.Message}", failed)
        : new(failed.Status.Message, failed);
}
