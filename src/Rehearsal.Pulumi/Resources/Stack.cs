using System.Reflection;

namespace Pulumi;

/// <summary>The root of all resources of a program. Derive from it, make the resources in the constructor, and assign each [Output] property.</summary>
public class Stack : ComponentResource
{
    internal const string TypeToken = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(TypeToken, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}")
        => Deployment.Required.Root = this;

    /// <summary>Shows what the function returns as the outputs of the stack.</summary>
    internal void ShowOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(outputs);

    /// <summary>Shows the [Output] properties as the outputs of the stack.</summary>
    /// <exception cref="RunException">One was never assigned, or is no output.</exception>
    internal void ShowPropertyOutputs()
    {
        var outputs = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.DeclaringType!.IsSubclassOf(typeof(Stack)))
            .Select(property => (Attribute: property.GetCustomAttribute<OutputAttribute>(), property.Name, Value: property.GetValue(this)))
            .Where(output => output.Attribute is not null)
            .ToDictionary(output => output.Attribute!.Name ?? output.Name, output => output.Value);

        Refuse(outputs.Where(output => output.Value is null), "have no value: assign each [Output] property in the stack's constructor");
        Refuse(outputs.Where(output => output.Value is not IOutput), "are no outputs: an [Output] property of a stack is an Output<T>");
        RegisterOutputs(outputs);
    }

    private static void Refuse(IEnumerable<KeyValuePair<string, object?>> wrong, string reason)
    {
        var names = string.Join(", ", wrong.Select(output => $"'{output.Key}'"));
        if (names.Length > 0)
            throw new RunException($"The stack outputs {names} {reason}.");
    }
}
