using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TencentcloudRefresh.PropertyValues;

/// <summary>
/// Properties from and to the JSON of checkpoints. It differs from the Struct form in secrets only: beside the signature stands
/// <c>ciphertext</c>, or <c>plaintext</c> when there is no cipher, and each holds the value's JSON as a text.
/// </summary>
public static class PropertyJson
{
    /// <summary>How deep values may nest here; far beyond what people write, and safe for the stack.</summary>
    private const int MaxDepth = 1000;

    /// <param name="value">What to write.</param>
    /// <param name="writer">Where to; left open.</param>
    /// <param name="encrypt">Makes a ciphertext from the JSON of a secret; null writes secrets in clear.</param>
    /// <exception cref="PropertyFormatException">The value has no JSON form: a number that is not finite, say.</exception>
    public static void Write(PropertyValue value, Utf8JsonWriter writer, Func<string, string>? encrypt)
        => JsonTree.Write(WriterWith(encrypt).Spell(value, PropertyPath.Root), writer, PropertyPath.Root);

    /// <summary>As <see cref="Write(PropertyValue, Utf8JsonWriter, Func{string, string}?)"/>, on one line.</summary>
    public static string Write(PropertyValue value, Func<string, string>? encrypt)
        => Text(WriterWith(encrypt).Spell(value, PropertyPath.Root), PropertyPath.Root);

    /// <param name="json">What to read.</param>
    /// <param name="decrypt">Gives the JSON of a secret back from its ciphertext; null refuses ciphertexts.</param>
    /// <exception cref="PropertyFormatException">
    /// A member has an unknown signature or is otherwise malformed, or a ciphertext cannot be opened.
    /// </exception>
    public static PropertyValue Read(JsonElement json, Func<string, string>? decrypt)
        => new WireReader((members, path) => Open(members, decrypt, path)).Read(JsonTree.Read(json), PropertyPath.Root);

    /// <inheritdoc cref="Read(JsonElement, Func{string, string}?)"/>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static PropertyValue Read(string json, Func<string, string>? decrypt)
    {
        using JsonDocument document = Parse(json);
        return Read(document.RootElement, decrypt);
    }

    /// <summary>JSON word by word: nothing in it stands for a secret, an unknown or another special value.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static PropertyValue ReadPlain(string json)
    {
        using JsonDocument document = Parse(json);
        return JsonTree.Read(document.RootElement);
    }

    private static WireWriter WriterWith(Func<string, string>? encrypt)
    {
        WireWriter? writer = null;
        writer = new WireWriter((secret, path) =>
        {
            string clear = Text(writer!.Spell(secret.Inner, path), path);
            return encrypt is null ? ("plaintext", clear) : ("ciphertext", encrypt(clear));
        });
        return writer;
    }

    private static PropertyValue Open(PropertyMap members, Func<string, string>? decrypt, PropertyPath path)
    {
        string clear = (members.Find("ciphertext"), members.Find("plaintext")) switch
        {
            (null, PropertyValue.Text plaintext) => plaintext.Value,
            (PropertyValue.Text, null) when decrypt is null
                => throw new PropertyFormatException(path, "is an encrypted secret, and there is no key for it"),
            (PropertyValue.Text ciphertext, null) => decrypt(ciphertext.Value),
            _ => throw new PropertyFormatException(path, "is a secret without exactly one text named 'ciphertext' or 'plaintext'"),
        };
        try
        {
            using JsonDocument document = Parse(clear);
            return JsonTree.Read(document.RootElement);
        }
        catch (JsonException)
        {
            // The parser's message would quote the secret.
            throw new PropertyFormatException(path, "is a secret whose content is not JSON");
        }
    }

    private static string Text(PropertyValue plain, PropertyPath path)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MaxDepth }))
            JsonTree.Write(plain, writer, path);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonDocument Parse(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
}
