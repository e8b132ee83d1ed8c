using Pulumi;

namespace Infra;

/// <summary>The settings of a stack, from <c>Pulumi.&lt;stack&gt;.yaml</c>: checked once, here, so that nothing else meets a bad value.</summary>
public sealed record StackSettings
{
    /// <summary>An existing scaling group to roll; <see langword="null"/> to make one from <see cref="Group"/>.</summary>
    public string? GroupId { get; init; }

    /// <summary>The group to make; <see langword="null"/> beside an existing one.</summary>
    public GroupSettings? Group { get; init; }

    public required InstanceSettings Instances { get; init; }

    public required RolloutSettings Rollout { get; init; }

    /// <summary>Taken into the user data in the place <c>{{secret}}</c>; a secret all the way to the instance.</summary>
    public Output<string>? UserDataSecret { get; init; }

    /// <summary>On everything that can have tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Refuse to delete or replace the fleet. The rollout itself is never protected, for the next one replaces it.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Reads the settings of the stack that is being deployed.</summary>
    /// <exception cref="RunException">Some are wrong or missing; the message has a line for each.</exception>
    public static StackSettings Read()
    {
        var config = new global::Pulumi.Config();
        var project = Deployment.Instance.ProjectName;
        var stack = Deployment.Instance.StackName;
        var reader = new SettingsReader(config.Get);
        var settings = Read(reader, $"{project}-{stack}") with { UserDataSecret = config.GetSecret("userDataSecret") };
        SettingNames.Check(reader, SettingNames.GivenTo(project), Names());
        return reader.Errors.Count == 0 ? settings : throw new RunException(Explain(reader.Errors, project, stack));
    }

    /// <summary>The settings without their secret. To be used only if the reader found no error.</summary>
    public static StackSettings Read(SettingsReader reader, string defaultName)
    {
        var groupId = reader.Id("groupId", "asg-");
        return new StackSettings
        {
            GroupId = groupId,
            Instances = InstanceSettings.Read(reader, forNewGroup: groupId is null),
            Group = groupId is null ? GroupSettings.Read(reader, defaultName) : null,
            Rollout = RolloutSettings.Read(reader),
            Tags = reader.Map("tags"),
            IsProtected = reader.Flag("protect") ?? false,
        };
    }

    /// <summary>Every setting that there is: what reading asks for where nothing is given.</summary>
    public static IReadOnlyCollection<string> Names()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);
        Read(new SettingsReader(key =>
        {
            asked.Add(key);
            return null;
        }), "");
        return asked;
    }

    private static string Explain(IReadOnlyList<string> errors, string project, string stack)
        => string.Join(Environment.NewLine,
        [
            $"Invalid configuration of stack '{stack}' ({errors.Count} {(errors.Count == 1 ? "error" : "errors")}):",
            .. errors.Select(error => $"  {project}:{error}"),
            $"They come from Pulumi.{stack}.yaml or from --config; set one with `pulumi config set <name> <value>`.",
        ]);
}
