namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>How a resource names its provider: <c>URN::ID</c>.</summary>
internal readonly record struct ProviderReference(string Urn, string Id)
{
    public static ProviderReference Parse(string text)
    {
        int cut = text.LastIndexOf("::", StringComparison.Ordinal);
        return cut > 0
            ? new(text[..cut], text[(cut + 2)..])
            : throw new FormatException($"'{text}' does not name a provider (URN::ID).");
    }

    public override string ToString() => $"{Urn}::{Id}";
}
