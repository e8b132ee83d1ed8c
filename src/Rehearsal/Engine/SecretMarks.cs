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

    private static bool ShouldHide(ResourceState state, string name)
        => (state.AdditionalSecretOutputs.Contains(name) && name != "id") || state.Inputs.Find(name) is PropertyValue.Secret;
}
