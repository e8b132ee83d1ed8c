using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.Rehearsal.Display;

namespace TencentcloudRefresh.Refreshctl.Output;

/// <summary>What a command prints: lines for people, or JSON for programs; errors go to the other stream. Secrets in use never get through.</summary>
internal sealed class Screen(ProgramEnvironment environment, bool json)
{
    private bool _isLineOpen;

    /// <summary>Takes out the keys in use, once they are known.</summary>
    public Redactor Redactor { get; set; } = new([]);

    public bool IsJson => json;

    /// <summary>Whether something may be drawn in its place.</summary>
    public bool IsLive => !json && environment.IsTerminal;

    /// <summary>Lines for people, wrapped between words; nothing where JSON is asked for.</summary>
    /// <param name="indent">Before the first line, as it is: the columns of a table stay where they are.</param>
    /// <param name="hanging">Before the others.</param>
    public void Line(string text = "", string indent = "", string hanging = "")
    {
        if (json)
            return;
        Close();
        foreach (string line in TextWrap.Lines(Redactor.Clean(text), environment.Width, indent, hanging))
            environment.Output.WriteLine(line);
    }

    /// <summary>A line that the next one replaces, on a terminal; nothing elsewhere.</summary>
    public void Passing(string text)
    {
        if (json || !environment.IsTerminal)
            return;
        environment.Output.Write($"\r\e[K{Redactor.Clean(text)}");
        environment.Output.Flush();
        _isLineOpen = true;
    }

    /// <summary>One object in one line; nothing where JSON is not asked for.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> shape)
    {
        if (json)
            environment.Output.WriteLine(Redactor.Clean(JsonSerializer.Serialize(value, shape)));
    }

    /// <summary>A text that is the whole answer, as it is.</summary>
    public void Whole(string text) => environment.Output.Write(Redactor.Clean(text));

    public void Error(string message)
    {
        Close();
        foreach (string line in TextWrap.Lines(Redactor.Clean(message), environment.Width, "error: ", "  "))
            environment.Errors.WriteLine(line);
    }

    private void Close()
    {
        if (_isLineOpen)
            environment.Output.Write("\r\e[K");
        _isLineOpen = false;
    }
}
