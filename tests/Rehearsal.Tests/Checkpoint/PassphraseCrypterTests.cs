using TencentcloudRefresh.Rehearsal.Checkpoint;

namespace TencentcloudRefresh.Rehearsal.Tests.Checkpoint;

internal sealed class PassphraseCrypterTests
{
    // Made with another implementation of PBKDF2 and AES-GCM (Python's hashlib and cryptography).
    private const string State = "v1:AQIDBAUGBwg=:v1:AAECAwQFBgcICQoL:E27pUA/wPCIWegHkV0laI4yxSAT80Q==";
    private const string Sealed = "v1:FBUWFxgZGhscHR4f:daGZ9RCoLYQZBI94DGuiZ9t/ddaXtlcP91I=";

    [Test]
    public void Open_StateMadeElsewhere_DecryptsWhatWasSealedThere()
        => Assert.That(PassphraseCrypter.Open("correct horse", State).Decrypt(Sealed), Is.EqualTo("s3cret ✓"));

    [Test]
    public void Open_OtherPassphrase_SaysSo()
        => Assert.That(() => PassphraseCrypter.Open("wrong horse", State, rounds: 1),
            Throws.TypeOf<SecretsException>().With.Message.Contains("PULUMI_CONFIG_PASSPHRASE"));

    [TestCase("")]
    [TestCase("v1:AQIDBAUGBwg=")]
    [TestCase("v2:AQIDBAUGBwg=:v1:AA:AA")]
    [TestCase("v1:***:v1:AA:AA")]
    public void Open_MalformedState_SaysSo(string state)
        => Assert.That(() => PassphraseCrypter.Open("correct horse", state), Throws.TypeOf<SecretsException>());

    [Test]
    public void Decrypt_TextChanged_SaysSo()
    {
        PassphraseCrypter crypter = PassphraseCrypter.Create("correct horse", rounds: 1);
        string whole = crypter.Encrypt("s3cret");
        foreach (string broken in new[] { whole[..^4] + "AAA=", "v1:AA:AA", "plain" })
            Assert.That(() => crypter.Decrypt(broken), Throws.TypeOf<SecretsException>(), broken);
    }

    [Test]
    public void Create_FreshState_OpensAgainWithTheSamePassphrase()
    {
        PassphraseCrypter made = PassphraseCrypter.Create("rehearsal", rounds: 1);
        Assert.That(PassphraseCrypter.Open("rehearsal", made.State, rounds: 1).Decrypt(made.Encrypt("x")), Is.EqualTo("x"));
        Assert.That(Enumerable.Range(0, 20).Select(_ => made.Encrypt("x")), Is.Unique, "a nonce is never used twice");
    }
}
