using System.CommandLine;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>Prints what makes a shell complete commands, options and their values. The program itself answers what fits, by its <c>[suggest]</c> directive.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # source <(refreshctl completion bash)
        _refreshctl() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(refreshctl "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _refreshctl refreshctl

        """;

    private const string Zsh = """
        #compdef refreshctl
        # source <(refreshctl completion zsh)
        _refreshctl() {
          local -a fitting
          fitting=("${(@f)$(refreshctl "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          compadd -- $fitting
        }
        compdef _refreshctl refreshctl

        """;

    private const string Fish = """
        # refreshctl completion fish | source
        complete -c refreshctl -f -a '(refreshctl "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'

        """;

    public static Command Make(ProgramEnvironment environment)
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Command command = new("completion", "Prints the script that makes a shell complete commands and options.") { shell };
        command.SetAction(parsed =>
        {
            environment.Output.Write((parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish }).ReplaceLineEndings("\n"));
            return ExitCode.Done;
        });
        return command;
    }
}
