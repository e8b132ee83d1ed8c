using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// One property of the package, wherever it stands: an input, an output, a key of the provider's configuration, an argument or a result of a
/// function, a member of an object. Check, defaults, the published schema and the tables of the documentation follow from it.
/// </summary>
/// <param name="Name">As programs, state and wire spell it.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Description">For people, in Markdown. The first sentence can stand alone: it is all that an overview shows.</param>
public sealed record PropertyDefinition(string Name, PropertyType Type, string Description)
{
    /// <summary>Of what a program gives: it must be given. Of what the provider answers: it is always there.</summary>
    public bool Required { get; init; }

    /// <summary>What stands where nothing is given. <see langword="null"/>: it stays unset.</summary>
    public PropertyValue? Default { get; init; }

    /// <summary>Kept encrypted in state, never shown.</summary>
    public bool Secret { get; init; }

    /// <summary>A change of it replaces the resource.</summary>
    public bool Replaces { get; init; }

    /// <summary>The environment variable from which SDKs take it where the program gives nothing. <see langword="null"/>: none.</summary>
    public string? Environment { get; init; }
}
