using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a property holds. Closed: these cases and no others.</summary>
public abstract record PropertyType
{
    private PropertyType()
    {
    }

    public sealed record Text : PropertyType;

    public sealed record Flag : PropertyType;

    /// <param name="Minimum">The least accepted.</param>
    /// <param name="Maximum">The greatest accepted.</param>
    public sealed record WholeNumber(int Minimum = 0, int Maximum = int.MaxValue) : PropertyType;

    /// <summary>A number that may have a fraction.</summary>
    /// <param name="Minimum">The least accepted, or the one that all have to exceed.</param>
    /// <param name="Maximum">The greatest accepted.</param>
    /// <param name="ExcludesMinimum">Whether the minimum itself is refused.</param>
    public sealed record Number(double Minimum, double Maximum, bool ExcludesMinimum = false) : PropertyType;

    /// <summary>Any keys, and values of one type.</summary>
    public sealed record Map(PropertyType Values) : PropertyType;

    /// <param name="Maximum">The most items accepted.</param>
    public sealed record List(PropertyType Items, int Maximum = int.MaxValue) : PropertyType;

    /// <summary>A text that is one of a few words, spelled exactly so. As an input its default is the first word.</summary>
    /// <param name="Name">The name of the type in SDKs.</param>
    public sealed record Choice(string Name, string Description, ImmutableArray<ChoiceOption> Options) : PropertyType
    {
        public IEnumerable<string> Values => Options.Select(option => option.Value);
    }

    /// <summary>An object.</summary>
    /// <param name="Name">The name of the type in SDKs.</param>
    public sealed record Section(string Name, string Description, ImmutableArray<PropertyDefinition> Properties) : PropertyType;
}

/// <summary>One word of a <see cref="PropertyType.Choice"/>.</summary>
public sealed record ChoiceOption(string Value, string Description);
