using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.Provider.Configuration;
using TencentcloudRefresh.Provider.Mapping;

namespace TencentcloudRefresh.Provider;

internal sealed partial class ProviderService
{
    private readonly Lock _gate = new();
    private readonly List<CloudSession> _sessions = [];
    private volatile CloudSession? _cloud;

    /// <summary>Gives the configuration back as it came: what the environment adds is looked up in Configure, so that no key of a machine ends in state.</summary>
    public override Task<CheckResponse> CheckConfig(CheckRequest request, ServerCallContext context)
    {
        var response = new CheckResponse { Inputs = request.News ?? new Struct() };
        response.Inputs.Fields.Remove(ConfigKeys.EngineInternal);
        response.Failures.AddRange(SettingsReader.Read(Properties.From(request.News)).Failures
            .Select(failure => new Pulumirpc.CheckFailure { Property = failure.Path, Reason = failure.Reason }));
        return Task.FromResult(response);
    }

    public override Task<DiffResponse> DiffConfig(DiffRequest request, ServerCallContext context)
        => Task.FromResult(ConfigDiff.Between(Properties.From(request.OldInputs ?? request.Olds), Properties.From(request.News)));

    public override async Task<ConfigureResponse> Configure(ConfigureRequest request, ServerCallContext context)
    {
        var config = Properties.From(request.Args);
        var redactor = new Redactor(config.Secrets.Texts);
        var (settings, failures) = SettingsReader.Read(config);
        if (failures.Count > 0)
            throw ConfigFailures.Invalid(failures, redactor);

        var session = await CloudSession.OpenAsync(settings, _plugin, context.CancellationToken);
        lock (_gate)
            _sessions.Add(session);
        // Under a debugger one process is configured once per run. Operations of the run before may still hold the old session: all are closed at the end.
        _cloud = session;
        return new() { AcceptSecrets = true, SupportsPreview = true };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
            await session.DisposeAsync();
    }
}
