using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>URNs as the engine carries them, which is as text: it compares them far more often than it reads them.</summary>
internal static class Urns
{
    public const string ProviderTypePrefix = "pulumi:providers:";

    /// <param name="parent">The parent's URN or empty.</param>
    public static string Make(string stack, string project, string parent, string type, string name)
        => Urn.Create(stack, project, parent.Length == 0 ? "" : Urn.Parse(parent).QualifiedType, type, name).ToString();

    public static string NameOf(string urn) => Urn.Parse(urn).Name;

    public static string TypeOf(string urn) => Urn.Parse(urn).Type;

    public static bool IsProviderType(string type) => type.StartsWith(ProviderTypePrefix, StringComparison.Ordinal);

    /// <summary>The package of a type token: <c>pkg</c> of <c>pkg:module:Name</c> and of <c>pulumi:providers:pkg</c>.</summary>
    public static string PackageOf(string type) => IsProviderType(type) ? type[ProviderTypePrefix.Length..] : type.Split(':')[0];

    /// <summary>A provider that the engine made by itself, from the stack's settings.</summary>
    public static bool IsDefaultProvider(string urn)
        => Urn.Parse(urn) is { } parsed && IsProviderType(parsed.Type)
            && (parsed.Name == "default" || parsed.Name.StartsWith("default_", StringComparison.Ordinal));
}
