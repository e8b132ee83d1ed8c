namespace TencentcloudRefresh.Simulator.Service;

/// <summary>Whose fleet a call sees: each account has one of its own, and where the fleet is regional, in each region.</summary>
/// <param name="AccountId">The account of the caller's key pair.</param>
/// <param name="Region">The region called; empty where that makes no difference.</param>
internal readonly record struct Place(string AccountId, string Region);
