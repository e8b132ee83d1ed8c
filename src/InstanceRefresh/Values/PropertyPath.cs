namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>A property path in the engine's notation.</summary>
internal readonly record struct PropertyPath(string Text)
{
    public static readonly PropertyPath Root = new("");

    public PropertyPath Member(string name) => new(
        !IsPlain(name) ? $"{Text}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]"
        : Text.Length == 0 ? name : $"{Text}.{name}");

    public PropertyPath Item(int index) => new($"{Text}[{index}]");

    public override string ToString() => Text;

    private static bool IsPlain(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$');
}
