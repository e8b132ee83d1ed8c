namespace TencentcloudRefresh.Provider.Hosting;

/// <summary>
/// What the engine put on the command line: <c>[--logtostderr] [-v=N] [--tracing ENDPOINT] ENGINE_ADDRESS</c>.
/// The address is absent when a person starts the program by hand or under a debugger.
/// </summary>
internal sealed record LaunchArguments(string? EngineAddress)
{
    /// <summary>Reads the arguments. Flags are skipped: this plugin says what it has to say to the engine; the last plain argument is the engine's address.</summary>
    /// <exception cref="FormatException">The plain argument is not <c>host:port</c>.</exception>
    public static LaunchArguments Parse(IReadOnlyList<string> args)
    {
        string? address = null;
        for (int index = 0; index < args.Count; index++)
        {
            string argument = args[index];
            if (argument is "--tracing" or "-tracing")
                index++;
            else if (argument.Length > 0 && argument[0] != '-')
                address = argument;
        }

        if (address is not null && !LooksLikeAnAddress(address))
            throw new FormatException($"\"{address}\" is not the address of an engine: expected host:port, such as 127.0.0.1:34567.");
        return new(address);
    }

    private static bool LooksLikeAnAddress(string text)
        => text.LastIndexOf(':') is > 0 and var colon
            && ushort.TryParse(text.AsSpan(colon + 1), out ushort port) && port > 0;
}
