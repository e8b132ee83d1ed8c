using System.Collections.Immutable;

namespace TencentcloudRefresh.Simulator.Assumptions;

/// <summary>One thing the API's documentation leaves open, the ways it could be, and the one that is taken unless asked otherwise.</summary>
/// <param name="Name">How it is called on the command line and in a state file.</param>
/// <param name="Text">What is open, in a sentence.</param>
/// <param name="Default">The value that is taken.</param>
/// <param name="Strict">The value that <c>--strict</c> takes.</param>
/// <param name="Values">All values it can have; empty for free text.</param>
public sealed record Assumption(string Name, string Text, string Default, string Strict, ImmutableArray<string> Values)
{
    internal Assumption(string name, string text, params ReadOnlySpan<string> values) : this(name, text, values[0], values[0], [.. values])
    {
    }

    internal static Assumption YesNo(string name, bool usual, string text, bool? strict = null)
        => new(name, text, Say(usual), Say(strict ?? usual), ["true", "false"]);

    private static string Say(bool value) => value ? "true" : "false";
}
