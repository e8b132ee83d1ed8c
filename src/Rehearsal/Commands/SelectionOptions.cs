using System.Collections.Immutable;
using System.CommandLine;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Config;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>Options that name resources by URN: which are touched, and which are replaced. Each may be repeated.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<string[]?> _replace = Make("--replace", "The URN of a resource to replace, whatever its provider would say. May be repeated.");
    private readonly Option<string[]?> _targetReplace = Make("--target-replace", "--target and --replace for one URN. May be repeated.");

    public Option<string[]?> Target { get; } = Make("--target", "The URN of a resource to touch; all others are left as they are. May be repeated.", "-t");

    /// <summary>All of them, for commands that run the program.</summary>
    public IEnumerable<Option> ForUpdates => [Target, _replace, _targetReplace];

    /// <exception cref="ConfigurationException">A value is no URN.</exception>
    public (ImmutableHashSet<string> Targets, ImmutableHashSet<string> Replace) Read(ParseResult parsed)
    {
        ImmutableHashSet<string> both = UrnsOf(parsed, _targetReplace);
        return (both.Union(UrnsOf(parsed, Target)), both.Union(UrnsOf(parsed, _replace)));
    }

    private static ImmutableHashSet<string> UrnsOf(ParseResult parsed, Option<string[]?> option)
        => [.. (parsed.GetValue(option) ?? []).Select(text => Checked(option.Name, text))];

    private static string Checked(string option, string text)
    {
        try
        {
            return Urn.Parse(text).ToString();
        }
        catch (FormatException)
        {
            throw new ConfigurationException($"{option} {text}: expected a URN as `state` prints it, such as urn:pulumi:dev::project::type::name.");
        }
    }

    private static Option<string[]?> Make(string name, string description, params string[] aliases) => new(name, aliases) { Description = description };
}
