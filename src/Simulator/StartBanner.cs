using System.Globalization;
using TencentcloudRefresh.Simulator.Fleets;

namespace TencentcloudRefresh.Simulator;

/// <summary>What a person needs who has just started a simulator: where it is, with which keys, and a first command.</summary>
internal static class StartBanner
{
    private const int NamedAtMost = 3;

    /// <param name="address">Scheme, host and port, without a slash at the end.</param>
    /// <param name="cloud">What is served there.</param>
    public static IEnumerable<string> Lines(string address, SimulatedCloud cloud)
    {
        var (groups, first, count) = cloud.Access(world => (
            world.Groups.Values.Take(NamedAtMost).Select(group => $"{group.Id} ({group.Instances.Length})").ToList(), world.Groups.Keys.FirstOrDefault(), world.Groups.Count));
        yield return $"  console  {address}/";
        if (cloud.Credentials.FirstOrDefault() is { } key)
            yield return $"  keys     {key.SecretId} / {(key.SecretKey == Credential.Default.SecretKey ? key.SecretKey : "the key in the seed")}";
        if (first is null)
            yield break;
        yield return $"  groups   {string.Join(", ", groups)}{(count > NamedAtMost ? string.Create(CultureInfo.InvariantCulture, $" and {count - NamedAtMost} more") : "")}";
        yield return $"  try      curl -s {address}/_simulator/call/StartInstanceRefresh -d \\";
        yield return $$$$"""             '{"AutoScalingGroupId":"{{{{first}}}}","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":1}}}'""";
        if (cloud.Time.Speed == 0)
            yield return $$"""           curl -s {{address}}/_simulator/clock -d '{"advanceSeconds":60}'   (time stands still)""";
    }
}
