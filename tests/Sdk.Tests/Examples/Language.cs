using TencentcloudRefresh.Sdk.Tests.Schema;

namespace TencentcloudRefresh.Sdk.Tests.Examples;

/// <summary>A language, as far as is needed to find the names of the schema in a program.</summary>
/// <param name="Casing">How it spells them.</param>
/// <param name="Opens">What an expression in front of a bracket opens, such as <c>refresh.RefreshSettingsArgs</c> before <c>{</c>.</param>
/// <param name="Assignment">What stands between the name of a property and its value.</param>
/// <param name="ObjectIsFirstBrace">The object is the first pair of braces inside the bracket, as arguments are in TypeScript.</param>
/// <param name="Comment">What begins a comment up to the end of the line.</param>
internal sealed record Language(Casing Casing, IReadOnlyDictionary<string, SchemaShape> Opens, string Assignment, bool ObjectIsFirstBrace,
    string Comment)
{
    public static Language TypeScript { get; } = new(
        Casing.TypeScript,
        Functions(Casing.TypeScript).Append(("refresh.InstanceRefresh", SchemaShape.Inputs(Casing.TypeScript))).ToDictionary(),
        ":", ObjectIsFirstBrace: true, "//");

    public static Language Python { get; } = new(
        Casing.Python,
        Functions(Casing.Python).Concat(Types(Casing.Python)).Append(("refresh.InstanceRefresh", SchemaShape.Inputs(Casing.Python))).ToDictionary(),
        "=", ObjectIsFirstBrace: false, "#");

    public static Language Go { get; } = new(
        Casing.Go,
        Functions(Casing.Go).Select(function => (function.Item1 + "Args", function.Item2)).Concat(Types(Casing.Go))
            .Append(("refresh.InstanceRefreshArgs", SchemaShape.Inputs(Casing.Go))).ToDictionary(),
        ":", ObjectIsFirstBrace: false, "//");

    /// <summary>What a Java builder can be asked, by the class before <c>.builder()</c>.</summary>
    public static IReadOnlyDictionary<string, SchemaShape> JavaBuilders { get; } = Types(Casing.Java)
        .Select(type => (type.Item1["refresh.".Length..], type.Item2))
        .Concat(SchemaFile.FunctionTokens.Select(token
            => ($"{ClassReader.Pascal(SchemaFile.Bare(token))}Args", SchemaShape.Arguments(token, Casing.Java))))
        .Append(("InstanceRefreshArgs", SchemaShape.Inputs(Casing.Java)))
        .ToDictionary();

    /// <summary>What programs may name without opening an object: calls, constructors and words of enumerations.</summary>
    public IEnumerable<string> Names => SchemaFile.FunctionTokens.SelectMany(token => Casing.Function(SchemaFile.Bare(token)))
        .Concat(SchemaFile.Enums.SelectMany(type => type.Type["enum"]!.AsArray()
            .Select(option => Casing.EnumValue(type.Name, option!["name"]!.GetValue<string>()))))
        .Concat(["refresh.InstanceRefresh", "refresh.NewInstanceRefresh"]);

    private static IEnumerable<(string, SchemaShape)> Functions(Casing casing)
        => SchemaFile.FunctionTokens.SelectMany(token => casing.Function(SchemaFile.Bare(token))
            .Select(name => (name, SchemaShape.Arguments(token, casing))));

    private static IEnumerable<(string, SchemaShape)> Types(Casing casing)
        => SchemaFile.Objects.Select(type => ($"refresh.{type.Name}Args", SchemaShape.Of(type.Type["properties"]!, casing)));
}
