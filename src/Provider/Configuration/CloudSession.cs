using Grpc.Core;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Provider.Engine;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Configuration;

/// <summary>The configured access to the cloud: one client and one poller for all operations of the process.</summary>
internal sealed class CloudSession : IAsyncDisposable
{
    private readonly AutoScalingClient _client;
    private readonly ActivityPoller _poller;

    private CloudSession(
        ProviderSettings settings, StepSummary? summary, KnownSecrets secrets, AutoScalingClient client, ActivityPoller poller, TimeProvider clock, OperationLedger ledger)
    {
        _client = client;
        _poller = poller;
        Lifecycle = new(client, poller, clock, ledger);
        ReportDirectory = settings.ReportDirectory;
        Summary = summary;
        Secrets = secrets;
    }

    public RefreshLifecycle Lifecycle { get; }

    public string? ReportDirectory { get; }

    /// <summary>Null where no pipeline has a page, or none is wanted on it.</summary>
    public StepSummary? Summary { get; }

    /// <summary>Never to be seen in a text that leaves this process.</summary>
    public KnownSecrets Secrets { get; }

    /// <summary>Finds region and credentials once, so that a run without them ends here and not in the middle; nothing is asked of the service yet.</summary>
    /// <exception cref="RpcException">Something is missing; see <see cref="ConfigFailures"/>.</exception>
    public static async Task<CloudSession> OpenAsync(
        ProviderSettings settings, PluginContext plugin, OperationLedger ledger, CancellationToken cancellationToken)
    {
        var (sources, region) = SourcesOf(settings, plugin);
        var credentials = new CredentialChain(sources, plugin.Clock);
        Credentials? found = null;
        CredentialException? missing = null;
        try
        {
            // A role is asked for over the network, which may not answer; Ctrl-C comes as Cancel and does not end the engine's own call.
            using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(plugin.Shutdown.Token, cancellationToken);
            found = await credentials.GetAsync(interrupted.Token);
        }
        catch (OperationCanceledException) when (plugin.Shutdown.Token.IsCancellationRequested)
        {
            throw RpcFailure.Of(StatusCode.Cancelled, "Interrupted while looking for credentials; nothing was changed.");
        }
        catch (CloudException refused)
        {
            // A service may repeat in its refusal what it was given.
            var given = new KnownSecrets(new[] { settings.SecretKey, settings.SecurityToken, settings.WebIdentity?.Token }.OfType<string>());
            throw RpcFailure.Of(StatusCode.FailedPrecondition, given.Clean(refused.Message));
        }
        catch (CredentialException nowhere)
        {
            missing = nowhere;
        }

        if (region is null || missing is not null)
            throw ConfigFailures.Missing(settings, region, missing);
        // Those of the environment and of files as well: a service may repeat them in a message.
        var secrets = new KnownSecrets(
            new[] { settings.SecretKey, settings.SecurityToken, settings.WebIdentity?.Token, found?.SecretKey, found?.Token }.OfType<string>());
        var options = plugin.Client(settings.ToClientOptions(region, sources.Endpoints) with { RecordFilter = secrets.Clean });
        var client = new AutoScalingClient(options, credentials, plugin.Clock, new EngineLogger(plugin.Engine, secrets));
        var summary = settings.ReportSummary && plugin.Environment(StepSummary.Variable) is { Length: > 0 } page ? new StepSummary(page) : null;
        return new(settings, summary, secrets, client, new ActivityPoller(client, settings.ToPollerOptions(), plugin.Clock), plugin.Clock, ledger);
    }

    /// <exception cref="RpcException">The environment or the profile names something that is no region or no domain; Check has looked at the
    /// configuration only.</exception>
    private static CloudSources SourcesOf(ProviderSettings settings, PluginContext plugin)
    {
        try
        {
            return CloudSources.Of(settings, plugin.Environment, plugin.MetadataEndpoint);
        }
        catch (ArgumentException wrong)
        {
            throw RpcFailure.Of(StatusCode.InvalidArgument, wrong.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _poller.DisposeAsync();
        _client.Dispose();
    }
}
