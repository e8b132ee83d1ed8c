using System.Collections.Immutable;
using System.Globalization;
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
    /// <exception cref="GoalException">A timeout is no duration, or the program asks for something that the rehearsal does not have.</exception>
    public static ResourceGoal Read(RegisterResourceRequest request)
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
            Aliases = [.. request.AliasURNs],
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

    /// <summary>A program that reports no dependencies by property has every property depend on everything.</summary>
    private static ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies(
        RegisterResourceRequest request, PropertyMap inputs, ImmutableArray<string> dependencies)
    {
        ImmutableArray<string> Of(string property, PropertyValue value)
        {
            IEnumerable<string> reported = request.PropertyDependencies.Count == 0
                ? dependencies
                : request.PropertyDependencies.TryGetValue(property, out var listed) ? listed.Urns : [];
            return [.. reported.Concat(value.Dependencies()).Distinct(StringComparer.Ordinal)];
        }

        return inputs
            .Select(input => KeyValuePair.Create(input.Key, Of(input.Key, input.Value)))
            .Where(entry => !entry.Value.IsEmpty)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Timeouts come as the stand-in writes them, in nanoseconds.</summary>
    private static double Seconds(string text, string which) => text switch
    {
        "" => 0,
        [.. var digits, 'n', 's'] when double.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out double nanoseconds) => nanoseconds * 1e-9,
        _ => throw new GoalException("", $"customTimeouts.{which}: '{text}' is no duration in nanoseconds, such as 1800000000000ns."),
    };
}
