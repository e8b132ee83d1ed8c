using System.CommandLine;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>What is wrong with a command line, and what was probably meant or where to read on. Pure.</summary>
internal static class UsageErrors
{
    /// <returns>What is wrong, and then what to do about it.</returns>
    public static (IReadOnlyList<string> Errors, string Suggestion) Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string help = $"{(command is RootCommand ? "" : command.Name + " ")}--help lists {(command.Subcommands.Count > 0 ? "commands and options" : "the options")}.";
        // What stands behind an unknown word is only unknown because of it.
        return parsed.UnmatchedTokens is [var unknown, ..]
            ? ([$"There is no {(unknown.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument")} '{unknown}'."], Meant(command, unknown) ?? help)
            : ([.. parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)], help);
    }

    private static string? Meant(Command command, string word)
    {
        IEnumerable<string> names = word.StartsWith('-')
            ? command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive))).SelectMany(option => option.Aliases.Append(option.Name))
            : command.Subcommands.Select(sub => sub.Name);
        return InstanceRefresh.Suggestion.For(word, names) is { } meant ? $"Did you mean {meant}?" : null;
    }
}
