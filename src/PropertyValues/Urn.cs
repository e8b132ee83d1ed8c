namespace TencentcloudRefresh.PropertyValues;

/// <summary>
/// The engine's name of a resource: <c>urn:pulumi:STACK::PROJECT::QUALIFIED$TYPE::NAME</c>. A name may hold anything, double colons included.
/// </summary>
/// <param name="Stack">Without organization and project.</param>
/// <param name="Project">The project's name.</param>
/// <param name="QualifiedType">The types of the components around the resource and its own, joined by <c>$</c>.</param>
/// <param name="Name">The name given in the program.</param>
public sealed record Urn(string Stack, string Project, string QualifiedType, string Name)
{
    /// <summary>The type of the stack's own entry. As a parent it leaves no trace in its children's types.</summary>
    public const string StackType = "pulumi:pulumi:Stack";

    private const string Prefix = "urn:pulumi:";
    private const string Separator = "::";
    private const char TypeSeparator = '$';

    /// <summary>The resource's own type.</summary>
    public string Type => QualifiedType[(QualifiedType.LastIndexOf(TypeSeparator) + 1)..];

    /// <param name="stack">Without organization and project.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="parentType">The parent's qualified type; empty or <see cref="StackType"/> when only the stack is above.</param>
    /// <param name="type">The resource's own type.</param>
    /// <param name="name">The name given in the program.</param>
    public static Urn Create(string stack, string project, string parentType, string type, string name)
        => new(stack, project, parentType is "" or StackType ? type : $"{parentType}{TypeSeparator}{type}", name);

    /// <summary>The stack's own entry.</summary>
    public static Urn OfStack(string stack, string project) => new(stack, project, StackType, $"{project}-{stack}");

    /// <exception cref="FormatException">The text is no URN.</exception>
    public static Urn Parse(string text)
    {
        string[] parts = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split(Separator, 4) : [];
        return parts.Length == 4 && parts[2].Length > 0
            ? new(parts[0], parts[1], parts[2], parts[3])
            : throw new FormatException($"'{text}' is no resource URN ({Prefix}STACK::PROJECT::TYPE::NAME).");
    }

    public override string ToString() => $"{Prefix}{Stack}{Separator}{Project}{Separator}{QualifiedType}{Separator}{Name}";
}
