namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>A place of a YAML file that cannot be used. The reader of the file adds its name.</summary>
internal sealed class YamlErrorException(string message, long line) : Exception(message)
{
    public long Line => line;
}
