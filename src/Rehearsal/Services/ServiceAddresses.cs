namespace TencentcloudRefresh.Rehearsal.Services;

/// <summary>Where a program finds the two services it calls, each as host:port.</summary>
internal readonly record struct ServiceAddresses(string Monitor, string Engine);
