using System.Collections.Immutable;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>What built groups and configurations say about themselves beyond what was asked for.</summary>
internal static class BuiltMembers
{
    public const string InstanceType = "S5.MEDIUM4";

    public const string Zone = "ap-guangzhou-3";

    /// <summary>When everything came to be that was given no time.</summary>
    public static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Counted machines came one after the other, so that their order of age is the order in which they are listed.</summary>
    public static DateTimeOffset TimeOf(int number) => Time.AddSeconds(number);

    public static ImmutableSortedDictionary<string, JsonElement> Configuration { get; } = Of("""
        {"InstanceType":"S5.MEDIUM4","InstanceTypes":["S5.MEDIUM4"],"SecurityGroupIds":["sg-7wq2k9hd"],
         "UserData":"IyEvYmluL3NoCnN5c3RlbWN0bCBzdGFydCB3ZWIK"}
        """);

    public static ImmutableSortedDictionary<string, JsonElement> Group { get; } = Of("""
        {"VpcId":"vpc-4c6b8m2x","SubnetIdSet":["subnet-2f7k9q1d"],"ZoneSet":["ap-guangzhou-3"]}
        """);

    public static ImmutableSortedDictionary<string, JsonElement> GroupWithBalancer { get; } = Group.AddRange(Of("""
        {"ForwardLoadBalancerSet":[{"LoadBalancerId":"lb-9x2d7v5k","ListenerId":"lbl-3h8s1m6p","LocationId":"","Region":"ap-guangzhou",
                                    "TargetAttributes":[{"Port":80,"Weight":10}]}],
         "HealthCheckType":"CLB"}
        """));

    public static JsonElement Text(string value)
    {
        using var document = JsonDocument.Parse($"\"{JsonEncodedText.Encode(value)}\"");
        return document.RootElement.Clone();
    }

    public static ImmutableSortedDictionary<string, JsonElement> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public static ImmutableSortedDictionary<string, JsonElement> Of(JsonElement json)
        => json.EnumerateObject().ToImmutableSortedDictionary(member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal);
}
