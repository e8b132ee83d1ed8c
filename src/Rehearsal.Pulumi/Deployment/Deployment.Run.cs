using System.Reflection;
using Grpc.Core;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>"It failed, and people have been told why": the engine adds nothing of its own.</summary>
    internal const int FailedAndReported = 32;

    /// <summary>Runs a program that makes resources and shows no outputs.</summary>
    /// <returns>The exit code: 0, or 32 after the failure was written to the engine's log.</returns>
    public static Task<int> RunAsync(Action action) => RunAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Runs a program that shows the entries it returns as stack outputs.</summary>
    /// <inheritdoc cref="RunAsync(Action)" path="/returns"/>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task> func) => RunAsync(async () =>
    {
        await func();
        return (IDictionary<string, object?>)new Dictionary<string, object?>();
    });

    /// <inheritdoc cref="RunAsync(Func{IDictionary{string, object}})"/>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null)
        => RunAsProcessAsync(() => new Stack(options).ShowOutputs(func()));

    /// <summary>Runs a program that is a stack class: the constructor makes the resources, the [Output] properties are the outputs.</summary>
    /// <inheritdoc cref="RunAsync(Action)" path="/returns"/>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RunAsProcessAsync(MakeAndShow<TStack>);

    /// <summary>As the overload without arguments, the stack coming from a container.</summary>
    /// <inheritdoc cref="RunAsync(Action)" path="/returns"/>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
        => RunAsProcessAsync(() => ((TStack?)serviceProvider.GetService(typeof(TStack))
            ?? throw new InvalidOperationException($"The container has no {typeof(TStack)}.")).ShowPropertyOutputs());

    /// <summary>Makes a stack class and shows its outputs. An error in the constructor arrives as it was thrown, not wrapped.</summary>
    internal static void MakeAndShow<TStack>()
        where TStack : Stack, new()
        => ((TStack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!)
            .ShowPropertyOutputs();

    /// <summary>One run against the engine named in the settings.</summary>
    internal static async Task<int> RunAsync(ProgramSettings settings, System.Action program)
    {
        if (Running.Value is not null)
            throw new InvalidOperationException("A program is running already: one deployment at a time.");
        using var monitor = new LoopbackChannel(settings.Monitor);
        using var engine = new LoopbackChannel(settings.Engine);
        var deployment = new Deployment(settings, new(monitor.Invoker), new(engine.Invoker));
        Running.Value = deployment;
        return await deployment.RunToEndAsync(program);
    }

    private static async Task<int> RunAsProcessAsync(System.Action program)
    {
        var exitCode = await RunAsync(ProgramSettings.FromEnvironment(), program);
        // A Main that forgets to return the code must not turn a failure into a success.
        if (exitCode != 0)
            Environment.ExitCode = exitCode;
        return exitCode;
    }

    private async Task<int> RunToEndAsync(System.Action program)
    {
        try
        {
            program();
        }
        catch (Exception failure)
        {
            return await TellAsync([failure]);
        }

        var failures = await Tasks.IdleOrFailedAsync();
        if (failures.Count > 0)
            return await TellAsync(failures);
        if (Log.HasErrors)
            return 1;
        try
        {
            await SignalEndAsync();
        }
        catch (RpcException answer) when (answer.StatusCode == StatusCode.Unimplemented)
        {
            // An engine from before this call; it takes the end of the process for the end of the program.
        }
        catch (Exception failure)
        {
            return await TellAsync([failure]);
        }

        return 0;
    }

    private async Task<int> TellAsync(IReadOnlyList<Exception> failures)
    {
        try
        {
            foreach (var failure in failures.Where(failure => !IsEngineGone(failure)))
                await Log.WriteAsync(LogSeverity.Error, FailureText.Of(failure), (failure as ResourceException)?.Resource);
            return FailedAndReported;
        }
        catch (RpcException unreachable)
        {
            await Console.Error.WriteLineAsync($"The engine's log cannot be reached ({unreachable.Status.Detail}). What it should have shown:");
            foreach (var failure in failures)
                await Console.Error.WriteLineAsync(FailureText.Of(failure));
            return 1;
        }
    }

    // A stopping engine ends the calls in flight as unavailable. It knows why it stops: no word from us.
    private bool IsEngineGone(Exception failure)
        => Registrations.HasSpoken && (failure as RpcException ?? failure.InnerException as RpcException)?.StatusCode == StatusCode.Unavailable;
}
