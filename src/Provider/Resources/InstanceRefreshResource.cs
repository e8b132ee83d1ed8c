using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Configuration;
using TencentcloudRefresh.Provider.Engine;
using TencentcloudRefresh.Provider.Hosting;
using TencentcloudRefresh.Provider.Mapping;
using TencentcloudRefresh.Provider.Schema;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Resources;

/// <summary>The resource on the wire. It maps requests to the domain and the domain's answers to responses; what is right to do is decided there.</summary>
/// <param name="plugin">The process.</param>
/// <param name="ledger">What the engine has told of the state in this operation.</param>
/// <param name="cloud">Gives the configured access to the cloud, or null before Configure.</param>
internal sealed partial class InstanceRefreshResource(PluginContext plugin, OperationLedger ledger, Func<CloudSession?> cloud)
{
    private const string NotedTriggers =
        "The rollout was imported, and the service does not report what triggered it: these triggers are noted and start nothing. "
        + "From the next update on, a change of a trigger starts a rollout.";

    private readonly Lock _gate = new();
    private readonly HashSet<(string Urn, string Warning)> _warned = [];

    /// <summary>Pure but for its warnings: calls nothing, works without configuration, and never stumbles over what is not known yet.</summary>
    public async Task<CheckResponse> CheckAsync(CheckRequest request)
    {
        Demand(request.Type);
        var (news, olds) = (Properties.From(request.News), InputsOf(Properties.From(request.Olds)));
        var result = InputsCheck.Check(news, olds);
        var redactor = RedactorFor(news);
        var response = new CheckResponse { Inputs = result.Inputs.ToStruct() };
        response.Failures.AddRange(result.Failures.ToWire(redactor.Clean));

        if (ledger.Check(request.Urn, olds, RefreshOutputs.From(Properties.From(request.OldOutputs)), result.Wanted) is { } elsewhere)
            response.Failures.Add(new Pulumirpc.CheckFailure { Reason = redactor.Clean(elsewhere) });
        await WarnAsync(request.Urn, redactor, result.Warnings);
        return response;
    }

    /// <summary>
    /// Pure but for its warnings: calls nothing, since the engine asks it in previews, in updates, from many threads, and with the roles turned round
    /// after a read.
    /// </summary>
    public async Task<DiffResponse> DiffAsync(DiffRequest request)
    {
        Demand(request.Type);
        var (olds, news) = (Properties.From(request.Olds), Properties.From(request.News));
        var oldInputs = request.OldInputs is null ? olds : Properties.From(request.OldInputs);
        var id = ActivityId.TryParse(request.Id, out var parsed) ? parsed : null;
        var diff = ledger.Diff(request.Urn, id, RefreshInputs.From(oldInputs), RefreshOutputs.From(olds), WantedInputs.From(news));
        // What became a secret is stored as one by an update, which calls nothing for it.
        if (!diff.Changes && !oldInputs.SecretPaths().SequenceEqual(news.SecretPaths()))
            diff = diff with { Changes = true };
        if (diff.NotesTriggers)
            await WarnAsync(request.Urn, RedactorFor(news), [NotedTriggers]);
        return DiffMapping.ToResponse(diff);
    }

    /// <summary>Null where there are none: a create, or an engine that does not say.</summary>
    private static RefreshInputs? InputsOf(PropertyMap stored) => stored.Count == 0 ? null : RefreshInputs.From(stored);

    private static void Demand(string type)
    {
        // Engines before 2023 do not send it; then there is only one resource that can be meant.
        if (type is not ("" or SchemaDocument.InstanceRefreshToken))
            throw RpcFailure.Of(StatusCode.InvalidArgument, $"This provider has no resource {type}; it has {SchemaDocument.InstanceRefreshToken}.");
    }

    /// <summary>The engine checks a replacement twice and compares as often as it likes: once is enough to be warned.</summary>
    private async Task WarnAsync(string urn, Redactor redactor, IReadOnlyList<string> warnings)
    {
        var progress = new EngineProgress(plugin.Engine, urn, redactor);
        foreach (string warning in warnings.Where(warning => IsNews(urn, warning)))
            await progress.WarnAsync(warning);
    }

    private Redactor RedactorFor(PropertyMap news) => ResourceOperation.RedactorFor(cloud(), [news]);

    private bool IsNews(string urn, string warning)
    {
        lock (_gate)
            return _warned.Add((urn, warning));
    }
}
