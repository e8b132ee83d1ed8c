using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output turned out to be: its value (the type's default while unknown), and what must be remembered about it.</summary>
internal readonly record struct OutputData<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    public static OutputData<T> Plain(T value) => new(value, IsKnown: true, IsSecret: false, []);

    public static OutputData<T> Unknown(bool isSecret, ImmutableHashSet<Resource> resources) => new(default!, IsKnown: false, isSecret, resources);

    /// <summary>The same facts about another value: secrecy and dependencies stick to whatever is derived from them.</summary>
    public OutputData<TOther> With<TOther>(TOther value) => new(value, IsKnown, IsSecret, Resources);

    /// <summary>These facts and those of a value that this one was combined with.</summary>
    public OutputData<T> CombinedWith<TOther>(OutputData<TOther> other)
        => new(Value, IsKnown && other.IsKnown, IsSecret || other.IsSecret, Resources.Union(other.Resources));
}
