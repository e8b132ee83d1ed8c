using System.Text;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>What a small text file holds, or why it cannot be read; neither if there is no such file. A byte order mark tells the encoding, as
/// Windows' tools write it; else it is UTF-8, and bytes that are none are replaced.</summary>
internal readonly record struct FileText(string? Text, string? Fault)
{
    /// <summary>Far above any such file; a path may lead anywhere.</summary>
    private const int MostCharacters = 1 << 20;

    public bool IsMissing => Text is null && Fault is null;

    public static FileText Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            var text = new StringBuilder();
            var block = new char[4096];
            while (reader.ReadBlock(block) is > 0 and var read)
            {
                if (text.Append(block, 0, read).Length > MostCharacters)
                    return new(null, $"is longer than {MostCharacters >> 20} MiB");
            }

            return new(text.ToString(), null);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new(null, $"cannot be read: {unreadable.Message}");
        }
    }
}
