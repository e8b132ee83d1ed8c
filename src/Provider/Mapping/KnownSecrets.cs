using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>The secrets of the provider's configuration and of every resource seen so far: what the files of this process must not hold.</summary>
internal sealed class KnownSecrets(IEnumerable<string> secrets)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _texts = [.. secrets];
    private volatile Redactor _redactor = new(secrets);

    /// <summary>Makes the secrets of one more operation known.</summary>
    /// <returns>What cleans texts of all that are known now.</returns>
    public Redactor Learn(IEnumerable<string> more)
    {
        lock (_gate)
        {
            int before = _texts.Count;
            _texts.UnionWith(more);
            return _texts.Count == before ? _redactor : _redactor = new Redactor(_texts);
        }
    }

    public string Clean(string text) => _redactor.Clean(text);
}
