using System.Text;

namespace TencentcloudRefresh.EngineScenarios;

/// <summary>What was run and said in a scenario, kept for the case that it fails.</summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    public void Add(string line)
    {
        lock (_lock)
            _text.Append(line).Append('\n');
    }

    public string Indented()
    {
        lock (_lock)
            return string.Join('\n', _text.ToString().TrimEnd().Split('\n').Select(line => $"  | {line}"));
    }
}
