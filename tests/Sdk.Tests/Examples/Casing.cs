using TencentcloudRefresh.Sdk.Tests.Schema;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>How the generated SDK of a language spells the names of the schema.</summary>
/// <param name="Property">A property, given as the schema has it.</param>
/// <param name="Function">What a program calls for a function, given as the schema has it.</param>
/// <param name="EnumValue">A word of an enumeration: its type and the name that the schema gives it.</param>
internal sealed record Casing(Func<string, string> Property, Func<string, IEnumerable<string>> Function, Func<string, string, string> EnumValue)
{
    public static Casing TypeScript { get; } = new(
        name => name,
        name => [$"refresh.{name}", $"refresh.{name}Output"],
        (type, option) => $"refresh.{type}.{option}");

    public static Casing Python { get; } = new(
        Snake,
        name => [$"refresh.{Snake(name)}", $"refresh.{Snake(name)}_output"],
        (type, option) => $"refresh.{type}.{Snake(option).ToUpperInvariant()}");

    public static Casing Go { get; } = new(
        ClassReader.Pascal,
        name => [$"refresh.{ClassReader.Pascal(name)}", $"refresh.{ClassReader.Pascal(name)}Output"],
        (type, option) => $"refresh.{type}{option}");

    public static Casing Java { get; } = new(
        name => name,
        name => [$"TencentcloudrefreshFunctions.{name}", $"TencentcloudrefreshFunctions.{name}Plain"],
        (type, option) => $"{type}.{option}");

    private static string Snake(string name)
        => string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? (index == 0 ? "" : "_") + char.ToLowerInvariant(letter)
            : $"{letter}"));
}
