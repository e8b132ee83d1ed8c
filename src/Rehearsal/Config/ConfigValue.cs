namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>One setting of a stack. Structured values are JSON text, as the engine hands them on.</summary>
internal readonly record struct ConfigValue(string Text, bool IsSecret)
{
    public override string ToString() => IsSecret ? "[secret]" : Text;
}
