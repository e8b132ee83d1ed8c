using Grpc.Core;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Configuration;
using TencentcloudRefresh.Provider.Engine;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Resources;

/// <summary>One call of the engine that talks to the cloud: what it may use, whom it tells, and when it has to stop.</summary>
internal sealed record ResourceOperation(CloudSession Cloud, OperationContext Context, Redactor Redactor)
{
    /// <summary>Runs an operation under the engine's Cancel, and turns whatever it throws into a plain error.</summary>
    /// <param name="plugin">The process it runs in.</param>
    /// <param name="cloud">Null before Configure.</param>
    /// <param name="urn">Where its lines belong.</param>
    /// <param name="given">What the engine has sent: the texts of its secrets are taken out of whatever it says.</param>
    /// <param name="timeoutSeconds">As the engine gives it: 0 is not set.</param>
    /// <param name="run">The work.</param>
    /// <param name="call">Ends when the engine is gone: after a second Ctrl-C, or if it died.</param>
    public static async Task<T> RunAsync<T>(
        PluginContext plugin, CloudSession? cloud, string urn, IEnumerable<PropertyMap> given, double timeoutSeconds, Func<ResourceOperation, Task<T>> run, CancellationToken call)
    {
        var redactor = RedactorFor(cloud, given);
        try
        {
            if (cloud is null)
                throw RpcFailure.Of(StatusCode.FailedPrecondition, "The provider is not configured yet.");
            var shutdown = plugin.Shutdown.Token;
            if (shutdown.IsCancellationRequested)
                throw RpcFailure.Of(StatusCode.Cancelled, "The run is being cancelled: nothing was called, nothing has changed.");

            using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(shutdown, call);
            var context = new OperationContext
            {
                Timeout = TimeoutOf(timeoutSeconds),
                Interrupted = interrupted.Token,
                Log = new EngineProgress(plugin.Engine, urn, redactor),
                Clean = redactor.Clean,
                ReportDirectory = cloud.ReportDirectory,
                Summary = cloud.Summary,
                Run = RunOrigin.Of(plugin.Environment, urn),
            };
            return await run(new(cloud, context, redactor));
        }
        catch (Exception failure)
        {
            if (Failures.IsUnexpected(failure))
                await plugin.Diagnostics.WriteLineAsync(redactor.Clean(failure.ToString()).AsMemory(), CancellationToken.None);
            throw Failures.From(failure, redactor);
        }
    }

    /// <summary>Makes the secrets known as early as they are seen: what is called next may repeat them.</summary>
    public static Redactor RedactorFor(CloudSession? cloud, IEnumerable<PropertyMap> given)
    {
        HashSet<string> texts = [.. given.SelectMany(properties => properties.SecretTexts())];
        return cloud?.Secrets.Learn(texts) ?? new Redactor(texts);
    }

    private static TimeSpan? TimeoutOf(double seconds)
        => seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(3650).TotalSeconds)) : null;
}
