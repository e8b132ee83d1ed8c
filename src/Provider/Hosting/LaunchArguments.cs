namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>
/// What the engine put on the command line: <c>[--logtostderr] [-v=N] [--tracing ENDPOINT] ENGINE_ADDRESS</c>.
/// The address is absent when a person starts the program by hand or under a debugger.
/// </summary>
internal sealed record LaunchArguments(string? EngineAddress)
{
    /// <summary>What a person asks this program, which then answers and ends. Null: it is to serve, as for every engine.</summary>
    public LaunchQuestion? Question { get; init; }

    /// <summary>
    /// Reads the arguments. Flags that are no question are skipped: this plugin says what it has to say to the engine; the last plain argument is the engine's
    /// address. An engine asks nothing: beside its address a question does not count.
    /// </summary>
    /// <exception cref="FormatException">The plain argument is not <c>host:port</c>.</exception>
    public static LaunchArguments Parse(IReadOnlyList<string> args)
    {
        string? address = null;
        LaunchQuestion? question = null;
        for (int index = 0; index < args.Count; index++)
        {
            string argument = args[index];
            if (argument is "--tracing" or "-tracing")
                index++;
            else if (argument.Length > 0 && argument[0] != '-')
                address = argument;
            else
                question ??= QuestionOf(argument);
        }

        if (address is not null && !LooksLikeAnAddress(address))
            throw new FormatException($"\"{address}\" is not the address of an engine: expected host:port, such as 127.0.0.1:34567.");
        return new(address) { Question = address is null ? question : null };
    }

    private static LaunchQuestion? QuestionOf(string flag) => flag.TrimStart('-') switch
    {
        "version" => LaunchQuestion.Version,
        "help" or "h" => LaunchQuestion.Help,
        "schema" => LaunchQuestion.Schema,
        _ => null,
    };

    private static bool LooksLikeAnAddress(string text)
        => text.LastIndexOf(':') is > 0 and var colon
            && ushort.TryParse(text.AsSpan(colon + 1), out ushort port) && port > 0;
}

/// <summary>What a person may ask the plugin on the command line.</summary>
internal enum LaunchQuestion
{
    Version,

    Help,

    /// <summary>The package's schema, as GetSchema answers it.</summary>
    Schema,
}
