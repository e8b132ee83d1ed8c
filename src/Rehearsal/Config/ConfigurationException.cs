namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>A project or stack file, or an option, that cannot be used. The message names the file or option and the way out.</summary>
internal sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
