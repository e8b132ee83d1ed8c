using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Refreshctl.Cloud;

/// <summary>The way to the service, found as the provider finds it: options first, then the environment, profiles and the role of the machine.</summary>
internal sealed class CloudConnection : IAsyncDisposable
{
    /// <summary>Where this machine is asked for its role, under the address of the service.</summary>
    private const string MetadataPath = "latest/meta-data/cam/security-credentials/";

    private readonly AutoScalingClient _client;
    private readonly ActivityPoller _poller;
    private readonly ICredentialSource _credentials;

    private CloudConnection(AutoScalingClient client, ActivityPoller poller, ICredentialSource credentials, Redactor redactor)
    {
        (_client, _poller, _credentials, Redactor) = (client, poller, credentials, redactor);
        Queries = new RolloutQueries(client, poller, redactor.Clean);
    }

    public RolloutQueries Queries { get; }

    public string Region => _client.Region;

    /// <summary>Takes the keys in use out of whatever is printed: a service may repeat them.</summary>
    public Redactor Redactor { get; }

    /// <param name="settings">Read and without errors.</param>
    /// <exception cref="ToolException">There is no region or there are no credentials.</exception>
    public static async Task<CloudConnection> OpenAsync(ProviderSettings settings, ProgramEnvironment environment, CancellationToken cancellationToken)
    {
        try
        {
            var (sources, region) = CloudSources.Of(settings, environment.Variable, MetadataOf(settings));
            var (credentials, found) = await CredentialsOf(sources, settings, environment, cancellationToken);
            region ??= IsHere(settings) ? new Fleet().Region : throw ToolException.Usage(
                "The region is not known: give --region, for example --region ap-guangzhou, or set TENCENTCLOUD_REGION.");
            var redactor = new Redactor([.. new[] { found.SecretKey, found.Token }.OfType<string>()]);
            var options = settings.ToClientOptions(region, sources.Endpoints) with { AroundConnections = connections => new ReadOnlyHandler(connections) };
            var client = new AutoScalingClient(environment.Client(options), credentials, environment.NetworkClock);
            return new(client, new ActivityPoller(client, settings.ToPollerOptions(), environment.NetworkClock), credentials, redactor);
        }
        catch (CredentialException half) when (half is { IsBroken: true, Searched: [.., { Missing: [_, ..] missing }] })
        {
            throw ToolException.Usage($"{half.Message.TrimEnd('.')}. Set {string.Join(" and ", missing)} there as well, or remove what is set there: half of a key is not passed over.");
        }
        catch (CredentialException nowhere) when (!nowhere.IsBroken)
        {
            throw ToolException.Usage($"{nowhere.Message.TrimEnd('.')}. Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or name a profile with --profile.");
        }
        catch (Exception wrong) when (wrong is ArgumentException or CredentialException)
        {
            throw ToolException.Usage(wrong.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _poller.DisposeAsync();
        _client.Dispose();
        (_credentials as IDisposable)?.Dispose();
    }

    /// <summary>A service on this machine is a simulator, and where nobody names keys, the simulator's are worth trying: to anybody else they are worth
    /// nothing.</summary>
    private static async Task<(ICredentialSource Source, Credentials Found)> CredentialsOf(
        CredentialOptions options, ProviderSettings settings, ProgramEnvironment environment, CancellationToken cancellationToken)
    {
        var chain = new CredentialChain(options, environment.NetworkClock);
        try
        {
            return (chain, await chain.GetAsync(cancellationToken));
        }
        catch (CredentialException nowhere) when (IsHere(settings) && !nowhere.IsBroken)
        {
            var simulated = new Credentials(Credential.Default.SecretId, Credential.Default.SecretKey);
            return (new FixedCredentials(simulated), simulated);
        }
    }

    private static bool IsHere(ProviderSettings settings) => settings.Endpoint is { IsLoopback: true };

    /// <summary>An address of this machine stands for all services: nothing leaves it, and nothing is waited for.</summary>
    private static Uri? MetadataOf(ProviderSettings settings) => IsHere(settings) ? new Uri(settings.Endpoint!, MetadataPath) : null;
}
