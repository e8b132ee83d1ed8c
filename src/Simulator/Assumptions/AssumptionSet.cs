using System.Collections.Immutable;
using System.Globalization;

namespace TencentcloudRefresh.Simulator.Assumptions;

/// <summary>A choice for every <see cref="Assumption"/>: the usual or the strict ones, and what was set by name.</summary>
public sealed class AssumptionSet
{
    private readonly bool _strict;
    private readonly ImmutableSortedDictionary<string, string> _chosen;

    private AssumptionSet(bool strict, ImmutableSortedDictionary<string, string> chosen) => (_strict, _chosen) = (strict, chosen);

    /// <summary>What the documentation and common sense suggest, lenient where official clients need it.</summary>
    public static AssumptionSet Usual { get; } = new(strict: false, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>As <see cref="Usual"/>, with the stricter reading wherever there are two.</summary>
    public static AssumptionSet Strict { get; } = new(strict: true, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>What was set by name, to be saved with a state.</summary>
    public IReadOnlyDictionary<string, string> Chosen => _chosen;

    public string this[Assumption assumption] => _chosen.TryGetValue(assumption.Name, out var chosen) ? chosen : _strict ? assumption.Strict : assumption.Default;

    /// <summary>The same set with one choice made by name.</summary>
    /// <exception cref="ArgumentException">No such assumption, or not one of its values; the message lists the ones there are.</exception>
    public AssumptionSet With(string name, string value)
    {
        var assumption = Assumed.All.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException(
                $"There is no assumption '{name}'. There are: {string.Join(", ", Assumed.All.Select(known => known.Name))}.");
        if (!assumption.Values.IsEmpty && !assumption.Values.Contains(value))
            throw new ArgumentException($"The assumption '{name}' cannot be '{value}'. It can be: {string.Join(", ", assumption.Values)}.");
        if (assumption == Assumed.RetentionDays && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36_500))
            throw new ArgumentException($"The assumption '{name}' is a number of days from 0 to 36500, not '{value}'.");
        return new(_strict, _chosen.SetItem(name, value));
    }

    internal AssumptionSet WithAll(IEnumerable<KeyValuePair<string, string>> choices)
        => choices.Aggregate(this, static (set, choice) => set.With(choice.Key, choice.Value));

    internal bool Is(Assumption assumption) => Is(assumption, "true");

    internal bool Is(Assumption assumption, string value) => string.Equals(this[assumption], value, StringComparison.Ordinal);
}
