namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>Which stack of which project.</summary>
internal sealed record StackIdentity(string Project, string Stack)
{
    public string Urn => PropertyValues.Urn.OfStack(Stack, Project).ToString();
}
