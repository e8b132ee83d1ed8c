using System.CommandLine;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>A wrong command line in one line and a suggestion; the library would print the whole help.</summary>
internal static class UsageErrors
{
    public static int Report(ParseResult parsed, TextWriter errors)
    {
        var command = parsed.CommandResult.Command;
        errors.WriteLine($"error: {Reason(parsed, command)}");
        errors.WriteLine($"  {Advice(parsed, command)}");
        return ExitCode.UsageError;
    }

    private static string Reason(ParseResult parsed, Command command)
    {
        string name = Named(command);
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            return unknown.StartsWith('-') ? $"{name} has no option {unknown}."
                : command.Subcommands.Count > 0 ? $"{name} has no command {unknown}."
                : $"{name} has nothing to do with {unknown}.";
        }

        return command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }) is { } missing
            ? $"{name} needs {missing.Name}."
            : Simulator.CommandLine.NotANumber(parsed) ?? parsed.Errors.Select(error => OneLine(error.Message)).FirstOrDefault() ?? $"{name} does not understand these arguments.";
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Advice(ParseResult parsed, Command command)
    {
        string help = $"`{Named(command)} --help` lists {(command.Subcommands.Count > 0 ? "the commands" : "the options")}.";
        return parsed.UnmatchedTokens is [var unknown, ..] && Suggestion.For(unknown, Candidates(command, unknown)) is { } meant ? $"Did you mean {meant}? {help}" : help;
    }

    private static IEnumerable<string> Candidates(Command command, string unknown)
        => unknown.StartsWith('-') ? command.Options.Select(option => option.Name) : command.Subcommands.Select(one => one.Name);

    private static string Named(Command command) => command is RootCommand ? "refreshctl" : $"{string.Join(' ', Path(command).Reverse())}";

    private static IEnumerable<string> Path(Command command)
    {
        for (Symbol? at = command; at is not null; at = at.Parents.FirstOrDefault())
            yield return at is RootCommand ? "refreshctl" : at.Name;
    }
}
