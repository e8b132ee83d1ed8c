using System.Text.RegularExpressions;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>A stack as it is named on the command line: <c>stack</c>, <c>organization/stack</c> or <c>organization/project/stack</c>.</summary>
internal sealed partial record StackName(string Name)
{
    /// <summary>What a state kept in files calls its owner.</summary>
    public const string DefaultOrganization = "organization";

    public string Organization { get; private init; } = DefaultOrganization;

    /// <exception cref="ConfigurationException">Not of that form, or of another project.</exception>
    public static StackName Parse(string text, string project)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 3 || !parts.All(part => Allowed().IsMatch(part)))
        {
            throw new ConfigurationException(
                $"--stack {text}: expected a name such as dev, acme/dev or acme/{project}/dev, of letters, digits, hyphens, underscores and periods.");
        }

        if (parts.Length == 3 && parts[1] != project)
            throw new ConfigurationException($"--stack {text}: a stack of the project {parts[1]}, but the project here is {project}.");
        return new(parts[^1]) { Organization = parts.Length > 1 ? parts[0] : DefaultOrganization };
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,100}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Allowed();
}
