using System.Text;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>A text that grows, with one kind of line end on every machine.</summary>
internal sealed class TextPage
{
    private readonly StringBuilder _text = new();

    public TextPage Add(string text)
    {
        _text.Append(text);
        return this;
    }

    public TextPage Line(string text = "")
    {
        _text.Append(text).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();
}
