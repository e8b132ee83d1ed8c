namespace TencentcloudRefresh.RehearsedPulumi;

/// <summary>A command line in words and options.</summary>
internal sealed record StandInArguments(IReadOnlyList<string> Words, ILookup<string, string> Options)
{
    public bool Has(string option) => Options.Contains(option);

    public string? Value(string option) => Options[option].FirstOrDefault();

    public static StandInArguments Parse(string[] arguments, string[] withValue)
    {
        List<string> words = [];
        List<(string Name, string Value)> options = [];
        for (int index = 0; index < arguments.Length; index++)
        {
            string argument = arguments[index];
            if (withValue.Contains(argument, StringComparer.Ordinal))
                options.Add((argument, arguments[++index]));
            else if (argument.StartsWith("--", StringComparison.Ordinal))
                options.Add((argument.Split('=')[0], ""));
            else
                words.Add(argument);
        }

        return new(words, options.ToLookup(option => option.Name, option => option.Value, StringComparer.Ordinal));
    }
}
