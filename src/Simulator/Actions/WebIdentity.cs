using System.Buffers.Text;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The token of another system: three parts of Base64url text, of which the second tells from when to when it holds.</summary>
/// <remarks>Source: STS API, AssumeRoleWithWebIdentity page; RFC 7519.</remarks>
internal static class WebIdentity
{
    public const string Action = "AssumeRoleWithWebIdentity";

    public static ObjectShape Shape { get; } = Actions.Shape.Members(
        ("ProviderId!", Actions.Shape.Text), ("WebIdentityToken!", Actions.Shape.Text), ("RoleArn!", Actions.Shape.Text),
        ("RoleSessionName!", Actions.Shape.Text), ("DurationSeconds", Actions.Shape.Whole()));

    /// <summary>Why a token cannot be taken, or null. White space around it, such as a file's last line end, is none of it.</summary>
    public static string? Fault(string token, DateTimeOffset now)
    {
        if (token.Trim().Split('.') is not [var head, var claims, { Length: > 0 }] || ObjectIn(head) is null || ObjectIn(claims) is not { } claimed)
            return "The token is not one of OpenID Connect.";
        var seconds = now.ToUnixTimeSeconds();
        return Number(claimed, "exp") is not { } end ? "The token does not say when it expires."
            : end <= seconds ? $"The token ended at {end}; it is {seconds}."
            : Number(claimed, "nbf") > seconds ? "The token does not hold yet."
            : null;
    }

    private static double? Number(JsonElement claims, string name)
        => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static JsonElement? ObjectIn(string part)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }
}
