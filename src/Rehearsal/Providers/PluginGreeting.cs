namespace TencentcloudRefresh.Rehearsal.Providers;

/// <summary>What a plugin said of itself when it was met.</summary>
/// <param name="Version">May be empty.</param>
internal sealed record PluginGreeting(string Name, string Version, bool AcceptSecrets, bool AcceptResources);
