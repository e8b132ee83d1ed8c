namespace TencentcloudRefresh.PropertyValues;

/// <summary>What type an unknown value will have once it is known.</summary>
public enum UnknownKind
{
    /// <summary>A text, or a type that nobody cared to tell.</summary>
    Text,
    Bool,
    Number,
    Array,
    Object,
    Asset,
    Archive,
}
