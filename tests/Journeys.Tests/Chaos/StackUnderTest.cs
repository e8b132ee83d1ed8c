using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Commands;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>One stack: its program, what the engine has stored of it, and the machine that its commands run on.</summary>
internal sealed class StackUnderTest
{
    private readonly ChaosWorld _world;
    private readonly CheckpointJson _json = new(new StackSecrets("chaos", rounds: 1));

    public StackUnderTest(ChaosWorld world, int number, ImmutableArray<RolloutProgram> program, int? roleSeconds)
    {
        (_world, Number, Program) = (world, number, program);
        Clock = new(world.Clock);
        Name = new("chaos", $"stack{number}");
        Config = ConfigOf(world, roleSeconds);
    }

    public int Number { get; }

    public StackIdentity Name { get; }

    public StackConfig Config { get; }

    public MachineClock Clock { get; }

    public ImmutableArray<RolloutProgram> Program { get; set; }

    public Snapshot State { get; private set; } = Snapshot.Empty;

    /// <summary>The stored entries of rollouts.</summary>
    public IEnumerable<ResourceState> Rollouts => State.Resources.Where(entry => entry.Type == RolloutProgram.Type);

    public string UrnOf(int rollout) => Urns.Make(Name.Stack, Name.Project, Name.Urn, RolloutProgram.Type, Program[rollout].ResourceName);

    /// <summary>What the engine writes; read back as the next command would read it.</summary>
    public void Store(Snapshot snapshot) => State = snapshot;

    /// <summary>A command begins with what is in the file, not with what another process had in memory.</summary>
    public void Reload() => State = _json.Read(_json.Write(State, _world.Clock.GetUtcNow()));

    /// <summary>The file, as it lies on the disk.</summary>
    public string File => System.Text.Encoding.UTF8.GetString(_json.Write(State, _world.Clock.GetUtcNow()));

    public void Taint(int rollout)
    {
        if (State.Find(UrnOf(rollout)) is not null)
            State = TaintCommand.Marked(State, UrnOf(rollout), taint: true);
    }

    private static StackConfig ConfigOf(ChaosWorld world, int? roleSeconds)
    {
        var config = StackConfig.Empty("chaos")
            .With("tencentcloud-refresh:region", new("ap-guangzhou", false))
            .With("tencentcloud-refresh:endpoint", new(world.Service.Endpoint.ToString(), false))
            .With("tencentcloud-refresh:secretId", new(Credential.Default.SecretId, false))
            .With("tencentcloud-refresh:secretKey", new(Credential.Default.SecretKey, true));
        return roleSeconds is null ? config : config
            .With("tencentcloud-refresh:stsEndpoint", new(world.Service.Endpoint.ToString(), false))
            .With("tencentcloud-refresh:assumeRole", new(
                JsonSerializer.Serialize(new { roleArn = $"qcs::cam::uin/{Fleet.DefaultAccountId}:roleName/deploy", durationSeconds = roleSeconds }), false));
    }
}
