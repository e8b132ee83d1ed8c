using System.Text.Json;

namespace TencentcloudRefresh.PropertyValues.Tests;

public sealed class PropertyJsonTests
{
    private const string SecretIn = "{\"4dabf18193072939515e22adb298388d\":\"1b47061264138c4ac30d75fd1eb44270\",";

    [Test]
    public void Write_WithACipher_LeavesNothingOfTheSecretInClear()
    {
        PropertyValue value = PropertyValue.Object.Of(("key", new PropertyValue.Secret(PropertyValue.Object.Of(("pw", "hunter2")))), ("open", 1));

        string json = PropertyJson.Write(value, clear => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(clear)));

        Assert.That(json, Is.EqualTo($"{{\"key\":{SecretIn}\"ciphertext\":\"7B227077223A2268756E74657232227D\"}},\"open\":1}}"));
    }

    [Test]
    public void Write_WithoutACipher_HoldsTheSecretsJsonAsText()
        => Assert.That(PropertyJson.Write(new PropertyValue.Secret("pw"), encrypt: null),
            Is.EqualTo(SecretIn + "\"plaintext\":\"\\u0022pw\\u0022\"}"));

    [Test]
    public void Write_ToAWriter_LeavesItOpenForMore()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("inputs");
            PropertyJson.Write(PropertyValue.Array.Of("a", PropertyValue.Null.Value, 1.5), writer, encrypt: null);
            writer.WriteEndObject();
        }

        Assert.That(System.Text.Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo("{\"inputs\":[\"a\",null,1.5]}"));
    }

    [TestCase(SecretIn + "\"ciphertext\":\"x\"}", "is an encrypted secret, and there is no key for it")]
    [TestCase(SecretIn + "\"plaintext\":\"1\",\"ciphertext\":\"x\"}", "is a secret without exactly one text named 'ciphertext' or 'plaintext'")]
    [TestCase(SecretIn + "\"value\":\"x\"}", "is a secret without exactly one text named 'ciphertext' or 'plaintext'")]
    [TestCase(SecretIn + "\"plaintext\":5}", "is a secret without exactly one text named 'ciphertext' or 'plaintext'")]
    [TestCase(SecretIn + "\"plaintext\":\"not json\"}", "is a secret whose content is not JSON")]
    public void Read_SecretThatCannotBeOpened_IsRefusedWithoutQuotingIt(string json, string reason)
    {
        PropertyFormatException? failure = Assert.Throws<PropertyFormatException>(() => PropertyJson.Read($"{{\"a\":{json}}}", decrypt: null));

        Assert.That(failure!.ToString(), Does.Contain($"The value at a {reason}.").And.Not.Contain("not json"));
    }

    [Test]
    public void Read_NamesTwice_TakesTheLast()
        => Assert.That(PropertyJson.Read("{\"a\":1,\"a\":2}", decrypt: null), Is.EqualTo(PropertyValue.Object.Of(("a", 2))));

    [Test]
    public void Read_NotJson_SaysSo() => Assert.That(() => PropertyJson.Read("{", decrypt: null), Throws.InstanceOf<JsonException>());

    [Test]
    public void Read_DeepValue_IsNoProblem()
    {
        PropertyValue value = "bottom";
        for (int level = 0; level < 400; level++)
            value = level % 2 == 0 ? PropertyValue.Array.Of(value) : PropertyValue.Object.Of(("in", value));

        PropertyValue read = PropertyJson.Read(PropertyJson.Write(value, encrypt: null), decrypt: null);

        Assert.That(read, Is.EqualTo(value));
        Assert.That(value.ToString(), Does.Contain("bottom"));
    }
}
