namespace Pulumi;

/// <summary>What a failure of the program looks like in the engine's log.</summary>
internal static class FailureText
{
    public static string Of(Exception failure) => failure switch
    {
        // The program's own way to stop: the message is meant for people, a stack trace would bury it.
        RunException => failure.Message,
        ResourceException { HideStack: true } => failure.Message,
        _ => $"The program failed with an unhandled exception:{Environment.NewLine}{failure}",
    };
}
