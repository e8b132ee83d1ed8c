namespace TencentcloudRefresh.PropertyValues;

/// <summary>Unknown values where the protocol has a bare text and no property, such as a provider's id in a preview.</summary>
public static class PropertyMarker
{
    /// <summary>The text that stands for an unknown value of any type.</summary>
    public static string Unknown { get; } = Signature.MarkerOf(UnknownKind.Text);

    /// <summary>True when the text is the marker of an unknown value, of whatever type.</summary>
    public static bool IsUnknown(string? text) => text is not null && Signature.IsMarker(text, out _);
}
