namespace TencentcloudRefresh.PropertyValues;

/// <summary>
/// A value breaks the rules of the wire: it came so, or it was to be sent so. The message never quotes the value, which may be secret.
/// </summary>
public sealed class PropertyFormatException(PropertyPath path, string reason)
    : Exception(path.IsRoot ? $"The value {reason}." : $"The value at {path} {reason}.")
{
    /// <summary>Where, counted from the value that was read or written as a whole.</summary>
    public PropertyPath Path { get; } = path;

    /// <summary>What is wrong, as the end of a sentence that begins with "the value".</summary>
    public string Reason { get; } = reason;
}
