using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Provider.Configuration;
using TencentcloudRefresh.Provider.Engine;
using TencentcloudRefresh.Provider.Mapping;

namespace TencentcloudRefresh.Provider;

internal sealed partial class ProviderService
{
    private readonly Lock _gate = new();
    private readonly List<CloudSession> _sessions = [];
    private readonly OperationLedger _ledger = new();
    private volatile CloudSession? _cloud;
    private bool _wasCancelled;

    /// <summary>
    /// Gives the configuration back as it came, its keys as secrets, so that state holds none in clear. What the environment adds is looked up in Configure,
    /// so that no key of a machine ends in state. The engine sends every value in clear here, whatever the stack says of it.
    /// </summary>
    public override Task<CheckResponse> CheckConfig(CheckRequest request, ServerCallContext context)
    {
        var response = new CheckResponse { Inputs = request.News ?? new Struct() };
        response.Inputs.Fields.Remove(ConfigKeys.EngineInternal);
        var news = Properties.From(request.News);
        response.Failures.AddRange(SettingsReader.Read(news).Failures.ToWire(reason => reason));
        foreach (string key in SecretKeys(news).Where(response.Inputs.Fields.ContainsKey))
            response.Inputs.Fields[key] = Properties.AsSecret(response.Inputs.Fields[key]);
        return Task.FromResult(response);
    }

    public override Task<DiffResponse> DiffConfig(DiffRequest request, ServerCallContext context)
        => Task.FromResult(ConfigDiff.Between(Properties.From(request.OldInputs ?? request.Olds), Properties.From(request.News)));

    public override async Task<ConfigureResponse> Configure(ConfigureRequest request, ServerCallContext context)
    {
        var config = Properties.From(request.Args);
        var redactor = new Redactor(config.SecretTexts());
        var (settings, failures) = SettingsReader.Read(config);
        if (failures.Count > 0)
            throw ConfigFailures.Invalid(failures, redactor);

        await WarnOfKeysInClearAsync(config, redactor);
        // The engine says goodbye to each operation with Cancel; a process that a debugger is attached to then serves the next one.
        if (Interlocked.Exchange(ref _wasCancelled, false))
            _ledger.Clear();
        var session = await CloudSession.OpenAsync(settings, _plugin, _ledger, context.CancellationToken);
        lock (_gate)
            _sessions.Add(session);
        // Under a debugger one process is configured once per run. Operations of the run before may still hold the old session: all are closed at the end.
        _cloud = session;
        return new() { AcceptSecrets = true, SupportsPreview = true };
    }

    /// <summary>What is kept as a secret: the keys that are one, and the one that holds a token.</summary>
    /// <param name="config">As it came, since a token is one also where another setting is wrong.</param>
    private static IEnumerable<string> SecretKeys(PropertyMap config)
        => HoldsToken(config.Find(ConfigKeys.AssumeRoleWithWebIdentity)) ? ConfigKeys.Secret.Append(ConfigKeys.AssumeRoleWithWebIdentity) : ConfigKeys.Secret;

    /// <summary>A stack's configuration gives the object as JSON text, which may be too broken to be read.</summary>
    private static bool HoldsToken(PropertyValue? identity) => identity switch
    {
        PropertyValue.Secret { Inner: var inner } => HoldsToken(inner),
        PropertyValue.Object { Members: var members } => members.Given(ConfigKeys.WebIdentityToken) is not null,
        PropertyValue.Text { Value: var json } => json.Replace(ConfigKeys.WebIdentityTokenFile, "", StringComparison.Ordinal).Contains(ConfigKeys.WebIdentityToken, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Here the engine sends secrets as such; a key that is none comes from a state that was written without CheckConfig's mark.</summary>
    private async Task WarnOfKeysInClearAsync(PropertyMap config, Redactor redactor)
    {
        string[] keys = [.. SecretKeys(config).Where(key => IsInClear(config.Find(key)))];
        if (keys.Length == 0)
            return;
        string commands = string.Join(", ", keys.Select(key => $"`pulumi config set --secret {CommandKey(key)}`"));
        await new EngineProgress(_plugin.Engine, urn: "", redactor).WarnAsync(
            $"{string.Join(" and ", keys)} came in clear, and the state holds it so: set it with {commands}; the next `pulumi up` stores it encrypted.");
    }

    private static bool IsInClear(PropertyValue? value) => value switch
    {
        PropertyValue.Text { Value.Length: > 0 } => true,
        PropertyValue.Object { Members: var members } => IsInClear(members.Find(ConfigKeys.WebIdentityToken)),
        _ => false,
    };

    /// <summary>Of an object only the token is a secret.</summary>
    private static string CommandKey(string key) => key == ConfigKeys.AssumeRoleWithWebIdentity
        ? $"--path {ConfigFailures.Qualified(key)}.{ConfigKeys.WebIdentityToken}"
        : ConfigFailures.Qualified(key);

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
            await session.DisposeAsync();
    }
}
