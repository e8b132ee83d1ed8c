namespace TencentcloudRefresh.Rehearsal.Checkpoint;

/// <summary>Opens and seals the secrets of one stack; keys are derived on first use, since that takes a good part of a second.</summary>
/// <param name="passphrase">PULUMI_CONFIG_PASSPHRASE, or the rehearsal's own word (<see cref="DefaultPassphrase"/>).</param>
internal sealed class StackSecrets(string passphrase, int rounds = PassphraseCrypter.Rounds)
{
    /// <summary>Used when PULUMI_CONFIG_PASSPHRASE is not set. Protects nothing: a rehearsal has nothing worth protecting.</summary>
    public const string DefaultPassphrase = "rehearsal";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, PassphraseCrypter> _byState = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sealed = new(StringComparer.Ordinal);
    private PassphraseCrypter? _current;

    /// <summary>The state to write beside sealed values. Null as long as nothing was sealed.</summary>
    public string? State { get { lock (_gate) return _current?.State; } }

    /// <summary>From now on values are sealed under this state, so that a file keeps its salt from run to run.</summary>
    public void Continue(string state)
    {
        lock (_gate)
            _current = OpenUnderGate(state);
    }

    /// <summary>The same text for the same secret as long as the salt stays, so that an unchanged state is an unchanged file.</summary>
    public string Seal(string plain)
    {
        lock (_gate)
        {
            _current ??= PassphraseCrypter.Create(passphrase, rounds);
            if (!_sealed.TryGetValue(plain, out string? text))
                _sealed[plain] = text = _current.Encrypt(plain);
            return text;
        }
    }

    /// <exception cref="SecretsException">Wrong passphrase or damaged text.</exception>
    public string Open(string sealedText, string state)
    {
        lock (_gate)
        {
            string plain = OpenUnderGate(state).Decrypt(sealedText);
            if (_current?.State == state)
                _sealed[plain] = sealedText;
            return plain;
        }
    }

    private PassphraseCrypter OpenUnderGate(string state)
    {
        if (!_byState.TryGetValue(state, out PassphraseCrypter? crypter))
            _byState[state] = crypter = _current?.State == state ? _current : PassphraseCrypter.Open(passphrase, state, rounds);
        return crypter;
    }
}
