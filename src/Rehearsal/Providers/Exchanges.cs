using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Providers;

internal sealed record ProviderIdentity(string Urn, string Id);

/// <param name="Olds">Old inputs; empty when there are none, and when a replacement is checked.</param>
internal sealed record CheckQuestion(string Urn, PropertyMap Olds, PropertyMap News, ImmutableArray<byte> RandomSeed)
{
    /// <summary>Empty where the old inputs are. Not asked of a provider's own settings.</summary>
    public PropertyMap OldOutputs { get; init; } = PropertyMap.Empty;
}

/// <param name="Inputs">What the engine stores and uses from here on.</param>
internal sealed record CheckAnswer(PropertyMap Inputs, ImmutableArray<CheckFailure> Failures);

/// <param name="Property">The path of the property; empty when the error has no single place.</param>
internal sealed record CheckFailure(string Property, string Reason);

internal sealed record DiffQuestion(
    string Urn, string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap NewInputs, ImmutableArray<string> IgnoreChanges);

internal sealed record CreateOrder(string Urn, PropertyMap Inputs, double Timeout, bool Preview);

/// <param name="Inputs">Null when the state has no entry: a resource is imported, or read with <c>Get</c>.</param>
/// <param name="Outputs">The program's inputs in a <c>Get</c>; null in an import, where nothing but the id is known.</param>
internal sealed record ReadQuestion(string Urn, string Id, PropertyMap? Inputs, PropertyMap? Outputs, double Timeout);

internal sealed record UpdateOrder(
    string Urn,
    string Id,
    PropertyMap OldInputs,
    PropertyMap OldOutputs,
    PropertyMap NewInputs,
    double Timeout,
    ImmutableArray<string> IgnoreChanges,
    bool Preview);

internal sealed record DeleteOrder(string Urn, string Id, PropertyMap Inputs, PropertyMap Outputs, double Timeout);

/// <summary>What a provider says of a resource after creating, updating or reading it.</summary>
/// <param name="Id">Empty: not known yet (preview), or gone (read).</param>
/// <param name="Outputs">Null when the answer had none, which after a read means gone.</param>
/// <param name="Inputs">Of a read only; null keeps the old ones.</param>
/// <param name="InitErrors">Null: all is well. Otherwise the resource is there but not right, for these reasons.</param>
internal sealed record ResourceAnswer(
    string Id, PropertyMap? Outputs, PropertyMap? Inputs = null, ImmutableArray<string>? InitErrors = null)
{
    public static ResourceAnswer NotFound { get; } = new("", null);
}

/// <param name="Return">Null when <paramref name="Failures"/> is not empty.</param>
internal sealed record InvokeAnswer(PropertyMap? Return, ImmutableArray<CheckFailure> Failures);
