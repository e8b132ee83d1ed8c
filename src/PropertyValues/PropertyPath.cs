using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>
/// The way to a value inside another, as the engine writes it: <c>a.b[0].c</c> and <c>a["key.with.dots"]</c>.
/// <c>*</c> and <c>[*]</c> stand for any member and any item, where patterns are allowed.
/// </summary>
public sealed class PropertyPath : IEquatable<PropertyPath>
{
    private readonly ImmutableArray<Step> _steps;

    private PropertyPath(ImmutableArray<Step> steps) => _steps = steps;

    /// <summary>The value itself.</summary>
    public static PropertyPath Root { get; } = new([]);

    public bool IsRoot => _steps.IsEmpty;

    public int Length => _steps.Length;

    /// <summary>The first member's name; null for the root and for a path that begins with an index.</summary>
    public string? Top => IsRoot ? null : _steps[0].Name;

    public ImmutableArray<Step> Steps => _steps;

    /// <exception cref="FormatException">The text is no property path.</exception>
    public static PropertyPath Parse(string text) => new(PropertyPathParser.Parse(text));

    public PropertyPath Member(string name) => new(_steps.Add(new Step(name, 0)));

    public PropertyPath Item(int index) => new(_steps.Add(new Step(null, index)));

    /// <summary>True when this pattern names the other path or one of the values around it, wildcards included.</summary>
    public bool Covers(PropertyPath other) => Length <= other.Length
        && _steps.Zip(other._steps).All(pair => pair.First.IsWildcard || pair.First == pair.Second);

    public bool Equals(PropertyPath? other) => other is not null && Sequences.AreEqual(_steps, other._steps);

    public override bool Equals(object? obj) => Equals(obj as PropertyPath);

    public override int GetHashCode() => Sequences.HashOf(_steps);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (Step step in _steps)
            Append(text, step);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Step step)
    {
        if (step.Name is null)
            text.Append(CultureInfo.InvariantCulture, $"[{(step.IsWildcard ? "*" : step.Index)}]");
        else if (IsPlain(step.Name))
            text.Append(text.Length == 0 ? "" : ".").Append(step.Name);
        else
            text.Append("[\"").Append(Escaped(step.Name)).Append("\"]");
    }

    private static string Escaped(string name)
        => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static bool IsPlain(string name) => name.Length > 0 && name != "*" && name.AsSpan().IndexOfAny(".[]\"\\") < 0;

    /// <summary>A member's name, or an index when there is no name; <see cref="AnyIndex"/> stands for every member and item.</summary>
    public readonly record struct Step(string? Name, int Index)
    {
        internal const int AnyIndex = -1;

        public bool IsWildcard => Name is null && Index == AnyIndex;
    }
}
