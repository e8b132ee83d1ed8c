using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>The engine's safety nets for secrets, cast over every state before it is stored.</summary>
internal static class SecretMarks
{
    /// <summary>Outputs named in <c>additionalSecretOutputs</c>, and those that share their name with a secret input, become secret.</summary>
    public static ResourceState Apply(ResourceState state) => state with
    {
        Outputs = state.Outputs.Select((name, value) => ShouldHide(state, name) ? value.AsSecret() : value),
    };

    /// <summary>
    /// Marks values again that a peer without secrets gave back in clear, by the names of <paramref name="like"/>, at any depth of objects.
    /// </summary>
    public static PropertyMap Restore(PropertyMap answer, PropertyMap like)
        => answer.Select((name, value) => like.Find(name) is { } model ? Restore(value, model) : value);

    private static PropertyValue Restore(PropertyValue value, PropertyValue model) => (value, model) switch
    {
        (_, PropertyValue.Secret) => value.AsSecret(),
        (PropertyValue.Object map, PropertyValue.Object models) => new PropertyValue.Object(Restore(map.Members, models.Members)),
        _ => value,
    };

    private static bool ShouldHide(ResourceState state, string name)
        => (state.AdditionalSecretOutputs.Contains(name) && name != "id") || (state.Inputs.Find(name)?.IsSecret() ?? false);
}
