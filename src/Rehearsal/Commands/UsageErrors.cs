using System.CommandLine;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.Display;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>A wrong command line in one line, with what was probably meant and where to read on; the library would print the whole help.</summary>
internal static class UsageErrors
{
    /// <param name="program">Its name as people call it; empty where they call it by several.</param>
    public static void Report(ParseResult parsed, string program, TextWriter errors)
    {
        foreach (string line in TextWrap.Lines(Reason(parsed, program), ConsoleDisplay.PlainWidth, "error: ", "  ")
            .Concat(TextWrap.Lines(Advice(parsed, program), ConsoleDisplay.PlainWidth, "  ", "  ")))
        {
            errors.WriteLine(line);
        }
    }

    private static string Reason(ParseResult parsed, string program)
    {
        Command command = parsed.CommandResult.Command;
        // What stands behind an unknown word is only unknown because of it.
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return $"There is no {(unknown.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument")} '{unknown}'.";
        return command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }) is { } missing
            ? $"{Named(command, program)} needs {missing.Name}."
            : Simulator.CommandLine.NotANumber(parsed) ?? parsed.Errors.Select(error => OneLine(error.Message)).First();
    }

    private static string Advice(ParseResult parsed, string program)
    {
        Command command = parsed.CommandResult.Command;
        string help = $"`{$"{Named(command, program)} --help".TrimStart()}` lists {(command.Subcommands.Count > 0 ? "the commands" : "the options")}.";
        return parsed.UnmatchedTokens is [var unknown, ..] && Suggestion.For(unknown, Candidates(command, unknown)) is { } meant ? $"Did you mean {meant}? {help}" : help;
    }

    private static IEnumerable<string> Candidates(Command command, string unknown) => unknown.StartsWith('-')
        ? command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive))).SelectMany(option => option.Aliases.Append(option.Name))
        : command.Subcommands.Select(one => one.Name);

    /// <summary><c>refreshctl rehearse up</c>, <c>state taint</c>.</summary>
    private static string Named(Command command, string program) => string.Join(' ', Path(command).Append(program).Where(name => name.Length > 0).Reverse());

    private static IEnumerable<string> Path(Command command)
    {
        for (Symbol? at = command; at is Command and not RootCommand; at = at.Parents.FirstOrDefault())
            yield return at.Name;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
