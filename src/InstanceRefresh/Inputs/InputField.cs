using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a property holds.</summary>
public enum InputKind
{
    Text,
    Flag,
    WholeNumber,

    /// <summary>One of <see cref="InputField.Choices"/>.</summary>
    Choice,

    /// <summary>A map whose values are texts.</summary>
    TextMap,

    /// <summary>An object with <see cref="InputField.Fields"/>.</summary>
    Section,
}

/// <summary>One input property: what Check accepts, and what stands where nothing is written.</summary>
public sealed record InputField(string Name, InputKind Kind)
{
    public bool Required { get; init; }

    /// <summary>What Check fills in. <see langword="null"/>: stays unset.</summary>
    public InputValue? Default { get; init; }

    /// <summary>For <see cref="InputKind.Choice"/>: the accepted words, spelled exactly so.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>For <see cref="InputKind.WholeNumber"/>: the least accepted.</summary>
    public int Minimum { get; init; }

    /// <summary>For <see cref="InputKind.WholeNumber"/>: the greatest accepted.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>For <see cref="InputKind.Section"/>: its members.</summary>
    public ImmutableArray<InputField> Fields { get; init; } = [];
}
