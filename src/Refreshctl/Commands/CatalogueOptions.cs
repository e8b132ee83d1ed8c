using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>
/// Options made from properties of the catalogue, so that the command line has the words, the ranges and the checks of the provider:
/// <c>refreshSettings.rollingUpdateSettings.batchNumber</c> is <c>--batch-number</c>.
/// </summary>
internal sealed partial class CatalogueOptions
{
    private readonly ImmutableArray<(ImmutableArray<string> Path, PropertyType Type, Option<string?> Option)> _options;

    /// <param name="names">The properties that become options, and the objects whose members do.</param>
    public CatalogueOptions(ImmutableArray<PropertyDefinition> properties, params string[] names)
        => _options = [.. Leaves(properties.Where(property => names.Contains(property.Name)), [])];

    public IEnumerable<Option> All => _options.Select(one => one.Option);

    /// <summary>What was given, by property. Values are checked by whoever knows the rules, as those of a program are.</summary>
    public PropertyMap Read(ParseResult parsed)
        => _options.Aggregate(PropertyMap.Empty, (map, one) => parsed.GetValue(one.Option) is { } text ? With(map, one.Path, TextForms.Parse(text, one.Type)) : map);

    /// <summary>The errors in what was given, in the words of the command line: one line each.</summary>
    public ToolException Error(IEnumerable<CheckFailure> failures)
        => ToolException.Usage(string.Join('\n', failures.Select(failure => $"{Subject(failure)}{InOptions(failure.Reason)}.")));

    /// <summary>What the reason is about, unless that is about two settings and begins with their names.</summary>
    private string Subject(CheckFailure failure) => InOptions(failure.Reason).StartsWith("--", StringComparison.Ordinal) ? "" : $"{NameOf(failure.Path)} ";

    /// <summary>Names of properties become options. A name of one word may also be just that word, and stays.</summary>
    private string InOptions(string reason) => Word().Replace(reason, word
        => _options.FirstOrDefault(one => one.Path[^1] == word.Value && word.Value.Any(char.IsAsciiLetterUpper)) is { Option: { } option, Type: var type }
            ? option.Name + (type is PropertyType.Flag ? " true" : "")
            : word.Value);

    [GeneratedRegex("[A-Za-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    /// <summary>The option for a property; the property itself where there is none.</summary>
    private string NameOf(string path) => _options.FirstOrDefault(one => string.Join('.', one.Path) == path).Option?.Name ?? path;

    private static PropertyMap With(PropertyMap map, ReadOnlySpan<string> path, PropertyValue value)
        => path.Length == 1 ? map.With(path[0], value) : map.With(path[0], With(map.Section(path[0]), path[1..], value));

    private static PropertyMap With(PropertyMap map, ImmutableArray<string> path, PropertyValue value) => With(map, path.AsSpan(), value);

    private static IEnumerable<(ImmutableArray<string>, PropertyType, Option<string?>)> Leaves(
        IEnumerable<PropertyDefinition> properties, ImmutableArray<string> at)
        => properties.SelectMany(property => property.Type is PropertyType.Section section
            ? Leaves(section.Properties, at.Add(property.Name))
            : [(at.Add(property.Name), property.Type, Make(property))]);

    private static Option<string?> Make(PropertyDefinition property)
    {
        Option<string?> option = new($"--{Kebab(property.Name)}") { Description = Describe(property), HelpName = Hint(property.Type) };
        if (property.Type is PropertyType.Flag)
        {
            option.Arity = ArgumentArity.ZeroOrOne;
            option.CustomParser = given => given.Tokens.Count == 0 ? "true" : given.Tokens[0].Value;
        }

        if (property.Type is PropertyType.Choice choice)
            option.CompletionSources.Add([.. choice.Values]);
        return option;
    }

    /// <summary>The first sentence can stand alone; the documentation has the rest.</summary>
    private static string Describe(PropertyDefinition property)
    {
        string text = property.Description;
        if (text.IndexOf(". ", StringComparison.Ordinal) is var end and >= 0)
            text = text[..(end + 1)];
        string words = property.Type is PropertyType.Choice choice ? $" One of {string.Join(", ", choice.Values)}." : "";
        return text.Replace("`", "", StringComparison.Ordinal) + words + (property.Environment is { } variable ? $" Default: {variable}." : "");
    }

    private static string Hint(PropertyType type) => type switch
    {
        PropertyType.WholeNumber or PropertyType.Number => "N",
        PropertyType.Choice => "WORD",
        PropertyType.Flag => "true|false",
        _ => "TEXT",
    };

    private static string Kebab(string name) => name.Aggregate(
        new StringBuilder(), (kebab, letter) => char.IsAsciiLetterUpper(letter) ? kebab.Append('-').Append(char.ToLowerInvariant(letter)) : kebab.Append(letter)).ToString();
}
