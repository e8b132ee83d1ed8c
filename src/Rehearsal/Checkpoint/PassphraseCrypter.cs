using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>Secrets at rest as Pulumi's passphrase provider keeps them, so that <c>pulumi stack import</c> can open what is written here.</summary>
/// <remarks>
/// The key is PBKDF2 (SHA-256, 1,000,000 rounds) of the passphrase and an 8-byte salt; a value is AES-256-GCM with a fresh 12-byte nonce,
/// written <c>v1:NONCE:SEALED</c> in base64, the 16-byte tag at the end. The state <c>v1:SALT:VALUE</c> carries the word "pulumi" as a check.
/// </remarks>
internal sealed class PassphraseCrypter
{
    /// <summary>Slow on purpose. Fixed by the format: the state does not say it. Tests that are about something else take fewer.</summary>
    public const int Rounds = 1_000_000;

    private const int KeyBytes = 32;
    private const int SaltBytes = 8;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string Probe = "pulumi";

    private readonly byte[] _key;

    private PassphraseCrypter(byte[] key, string state) => (_key, State) = (key, state);

    /// <summary>What the state file and <c>encryptionsalt</c> of a stack file hold. Reveals nothing without the passphrase.</summary>
    public string State { get; }

    public static PassphraseCrypter Create(string passphrase, int rounds = Rounds)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] key = Derive(passphrase, salt, rounds);
        return new(key, $"v1:{Convert.ToBase64String(salt)}:{Seal(key, Probe)}");
    }

    /// <exception cref="SecretsException">The state is malformed or the passphrase is another one.</exception>
    public static PassphraseCrypter Open(string passphrase, string state, int rounds = Rounds)
    {
        string[] parts = state.Split(':', 3);
        if (parts.Length != 3 || parts[0] != "v1" || FromBase64(parts[1]) is not { } salt)
            throw new SecretsException("The salt of the secrets is malformed: expected v1:SALT:VALUE.");
        PassphraseCrypter crypter = new(Derive(passphrase, salt, rounds), state);
        return crypter.TryOpen(parts[2]) == Probe
            ? crypter
            : throw new SecretsException("The passphrase is not the one that these secrets were sealed with. Set PULUMI_CONFIG_PASSPHRASE.");
    }

    public string Encrypt(string plain) => Seal(_key, plain);

    /// <exception cref="SecretsException">The text was not sealed with this key, or was changed since.</exception>
    public string Decrypt(string sealedText)
        => TryOpen(sealedText) ?? throw new SecretsException("A secret cannot be opened: it was sealed with another passphrase or changed since.");

    private static byte[] Derive(string passphrase, byte[] salt, int rounds)
        => Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, rounds, HashAlgorithmName.SHA256, KeyBytes);

    private static string Seal(byte[] key, string plain)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        byte[] message = Encoding.UTF8.GetBytes(plain);
        byte[] sealedBytes = new byte[message.Length + TagBytes];
        using AesGcm cipher = new(key, TagBytes);
        cipher.Encrypt(nonce, message, sealedBytes.AsSpan(0, message.Length), sealedBytes.AsSpan(message.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedBytes)}";
    }

    private string? TryOpen(string text)
    {
        string[] parts = text.Split(':');
        if (parts is not ["v1", _, _]
            || FromBase64(parts[1]) is not { Length: NonceBytes } nonce
            || FromBase64(parts[2]) is not { Length: >= TagBytes } sealedBytes)
        {
            return null;
        }

        byte[] plain = new byte[sealedBytes.Length - TagBytes];
        try
        {
            using AesGcm cipher = new(_key, TagBytes);
            cipher.Decrypt(nonce, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[]? FromBase64(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int written) ? bytes[..written] : null;
    }
}
