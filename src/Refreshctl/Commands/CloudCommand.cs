using System.CommandLine;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Refreshctl.Cloud;
using TencentcloudRefresh.Refreshctl.Output;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>What a command that asks the service works with.</summary>
internal sealed record CloudCall(ParseResult Parsed, CloudConnection Cloud, Screen Screen, ProgramEnvironment Environment, CancellationToken CancellationToken)
{
    public RolloutQueries Queries => Cloud.Queries;

    /// <summary>The error for a group that the service does not know.</summary>
    public ToolException NoSuchGroup(string groupId) => ToolException.Failed(
        $"There is no scaling group {groupId} in region {Cloud.Region} for the account of these credentials: check the id, --region and --profile.");
}

/// <summary>Makes commands that ask the service: options, connection, errors and Ctrl-C are the same for all of them.</summary>
internal sealed class CloudCommand(ProgramEnvironment environment)
{
    private readonly CatalogueOptions _settings = new(
        ConfigurationCatalogue.Properties,
        ConfigKeys.Region, ConfigKeys.Profile, ConfigKeys.Domain, ConfigKeys.Endpoint, ConfigKeys.StsEndpoint, ConfigKeys.AllowInsecureEndpoint, ConfigKeys.PollIntervalSeconds);

    private readonly Option<bool> _json = new("--json") { Description = "JSON on standard output, and nothing else there." };

    public Command Make(string name, string description, IEnumerable<Symbol> own, Func<CloudCall, Task<int>> run)
    {
        Command command = new(name, description);
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        foreach (var option in _settings.All.Append(_json))
            command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, run, cancellationToken));
        return command;
    }

    /// <summary>What listens on this machine is a simulator, and that speaks plain HTTP.</summary>
    private static string Advice(Uri endpoint, TransportStep step) => step == TransportStep.Tls
        ? $"A simulator speaks plain HTTP: --endpoint http://{endpoint.Authority}."
        : $"Start a simulator there with `refreshctl simulate --port {endpoint.Port}`, or name another --endpoint.";

    private async Task<int> RunAsync(ParseResult parsed, Func<CloudCall, Task<int>> run, CancellationToken cancellationToken)
    {
        using var interrupts = new Interrupts(cancellationToken);
        var screen = new Screen(environment, parsed.GetValue(_json));
        Uri? endpoint = null;
        try
        {
            var (settings, failures) = SettingsReader.Read(_settings.Read(parsed));
            endpoint = settings.Endpoint;
            if (failures.Count > 0)
                throw _settings.Error(failures);
            await using var cloud = await CloudConnection.OpenAsync(settings, environment, interrupts.Token);
            screen.Redactor = cloud.Redactor;
            return await run(new(parsed, cloud, screen, environment, interrupts.Token));
        }
        catch (ToolException wrong)
        {
            screen.Error(wrong.Message);
            return wrong.ExitCode;
        }
        catch (CloudTransportException silent) when (endpoint is { IsLoopback: true } here && silent.Fault == TransportFault.NotSent)
        {
            screen.Error($"{silent.Message} {Advice(here, silent.Step)}");
            return ExitCode.Failed;
        }
        catch (Exception failure) when (failure is CloudException or CredentialException or RolloutGoneException or IOException or UnauthorizedAccessException)
        {
            screen.Error(failure.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (interrupts.Token.IsCancellationRequested)
        {
            screen.Error("Interrupted. The rollout goes on: this tool only looks.");
            return ExitCode.Interrupted;
        }
    }
}
