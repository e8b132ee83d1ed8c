using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Services;

/// <summary>Registrations as they come over the wire, turned into goals.</summary>
internal static class GoalReader
{
    /// <param name="request">The message.</param>
    /// <param name="options">Whose stack and project complete an alias.</param>
    /// <exception cref="GoalException">A timeout is no duration, or the program asks for something that the rehearsal does not have.</exception>
    public static ResourceGoal Read(RegisterResourceRequest request, DeploymentOptions options)
    {
        if (request.Remote)
            throw new GoalException("", $"{request.Name} is a component that a provider builds; the rehearsal has no such providers.");
        PropertyMap raw = request.Object is null ? PropertyMap.Empty : PropertyCodec.FromStruct(request.Object).Members;
        ImmutableArray<string> dependencies = [.. request.Dependencies.Distinct(StringComparer.Ordinal)];
        return new()
        {
            Type = request.Type,
            Name = request.Name,
            Custom = request.Custom,
            Parent = request.Parent,
            Inputs = raw.WithoutOutputs(),
            Provider = request.Provider,
            Version = request.Version,
            Dependencies = dependencies,
            PropertyDependencies = PropertyDependencies(request, raw, dependencies),
            Protect = request is { HasProtect: true, Protect: true },
            RetainOnDelete = request is { HasRetainOnDelete: true, RetainOnDelete: true },
            DeletedWith = request.DeletedWith,
            ReplaceWith = [.. request.ReplaceWith],
            ReplacementTrigger = request.ReplacementTrigger is { KindCase: not Value.KindOneofCase.NullValue } trigger
                ? PropertyCodec.FromValue(trigger)
                : null,
            DeleteBeforeReplace = request.DeleteBeforeReplaceDefined ? request.DeleteBeforeReplace : null,
            IgnoreChanges = [.. request.IgnoreChanges],
            ReplaceOnChanges = [.. request.ReplaceOnChanges],
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            Aliases = [.. request.AliasURNs, .. request.Aliases.Select(alias => UrnOf(alias, request, options))],
            ImportId = request.ImportId,
            Timeouts = request.CustomTimeouts is { } timeouts
                ? new(Seconds(timeouts.Create, "create"), Seconds(timeouts.Update, "update"), Seconds(timeouts.Delete, "delete"), Seconds(timeouts.Read, "read"))
                : CustomTimeouts.None,
        };
    }

    public static ResourceGoal Read(ReadResourceRequest request) => new()
    {
        Type = request.Type,
        Name = request.Name,
        Custom = true,
        Parent = request.Parent,
        Inputs = WireForm.Read(request.Properties),
        Provider = request.Provider,
        Version = request.Version,
        Dependencies = [.. request.Dependencies],
        AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
    };

    /// <summary>A program that tells nothing by property has every property depend on everything.</summary>
    private static ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies(
        RegisterResourceRequest request, PropertyMap inputs, ImmutableArray<string> dependencies)
    {
        ImmutableArray<string> Of(string property, PropertyValue value)
        {
            IEnumerable<string> told = request.PropertyDependencies.Count == 0
                ? dependencies
                : request.PropertyDependencies.TryGetValue(property, out var listed) ? listed.Urns : [];
            return [.. told.Concat(value.DependenciesInside()).Distinct(StringComparer.Ordinal)];
        }

        return inputs
            .Select(input => KeyValuePair.Create(input.Key, Of(input.Key, input.Value)))
            .Where(entry => !entry.Value.IsEmpty)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static string UrnOf(Alias alias, RegisterResourceRequest request, DeploymentOptions options)
    {
        if (alias.AliasCase == Alias.AliasOneofCase.Urn)
            return alias.Urn;
        Alias.Types.Spec spec = alias.Spec;
        string parent = spec.ParentCase switch
        {
            Alias.Types.Spec.ParentOneofCase.ParentUrn => spec.ParentUrn,
            Alias.Types.Spec.ParentOneofCase.NoParent => "",
            _ => request.Parent,
        };
        return Urns.Make(Or(spec.Stack, options.Stack), Or(spec.Project, options.Project), parent, Or(spec.Type, request.Type),
            Or(spec.Name, request.Name));
    }

    private static string Or(string given, string otherwise) => given.Length > 0 ? given : otherwise;

    private static double Seconds(string text, string which) => text.Length == 0
        ? 0
        : GoDuration.ParseSeconds(text) ?? throw new GoalException("", $"customTimeouts.{which}: '{text}' is no duration such as 30m or 1h5m.");
}
