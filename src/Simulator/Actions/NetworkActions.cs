using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>
/// What a program looks up of the network service. Networks and subnets are those of the groups; one that is asked for by a well-formed id is there as
/// well, since nothing here makes any.
/// </summary>
internal static class NetworkActions
{
    private const string Network = "vpc-";
    private const string Subnet = "subnet-";

    private static readonly Shape Filters = Shape.List(Shape.Members(("Name!", Shape.Text), ("Values!", Shape.List(Shape.Text, 5))), 5);

    public static IEnumerable<ApiAction> All() =>
    [
        new("DescribeSubnets", By("SubnetIds", Subnet), DescribeSubnets) { Service = "vpc", Version = "2017-03-12", PerSecond = 100 },
        new("DescribeVpcs", By("VpcIds", Network), DescribeVpcs) { Service = "vpc", Version = "2017-03-12", PerSecond = 100 },
    ];

    /// <summary>Offset and Limit are texts in this service.</summary>
    private static ObjectShape By(string ids, string prefix) => Shape.Members(
        (ids, Shape.List(Shape.Id(prefix, "InvalidParameterValue.Malformed"), 100, "InvalidParameterValue.LimitExceeded")), ("Filters", Filters), ("Offset", Shape.Text),
        ("Limit", Shape.Text), ("MaxResults", Shape.Whole(1, 100)), ("NextToken", Shape.Text));

    private static Refusal? DescribeSubnets(World world, Input input, Utf8JsonWriter answer)
    {
        if (Read(input, "SubnetIds", out var query, "subnet-id", "vpc-id", "zone", "subnet-name", "is-default", "cidr-block", "tag-key", "tag:") is { } refusal)
            return refusal;
        var subnets = query.Named(Subnet, "subnet-id") is { IsEmpty: false } ids
            ? ids.Select(id => Known(world).FirstOrDefault(known => known.Id == id, new(id, DefaultNetwork(world), 0)))
            : Known(world).Concat(query.Named(Network, "vpc-id").Except(Known(world).Select(known => known.Network)).SelectMany(Invented));
        Write(answer, "SubnetSet", query, subnets.Distinct().Where(subnet => query.Fits(name => Of(subnet, name))), subnet =>
        {
            answer.WriteString("VpcId", subnet.Network);
            answer.WriteString("SubnetId", subnet.Id);
            answer.WriteString("SubnetName", $"subnet {subnet.Number + 1}");
            answer.WriteString("CidrBlock", CidrOf(subnet));
            answer.WriteBoolean("IsDefault", false);
            answer.WriteBoolean("EnableBroadcast", false);
            answer.WriteString("Zone", ZoneOf(subnet));
            answer.WriteString("RouteTableId", $"rtb-{subnet.Network[Network.Length..]}");
            answer.WriteString("CreatedTime", "2026-01-01 00:00:00");
            answer.WriteNumber("AvailableIpAddressCount", 253);
            answer.WriteNumber("TotalIpAddressCount", 253);
            answer.WriteString("Ipv6CidrBlock", "");
            answer.WriteString("NetworkAclId", "");
            answer.WriteBoolean("IsRemoteVpcSnat", false);
        });
        return null;
    }

    private static Refusal? DescribeVpcs(World world, Input input, Utf8JsonWriter answer)
    {
        if (Read(input, "VpcIds", out var query, "vpc-id", "vpc-name", "is-default", "cidr-block", "tag-key", "tag:") is { } refusal)
            return refusal;
        var networks = query.Named(Network, "vpc-id") is { IsEmpty: false } ids ? ids : [.. Known(world).Select(subnet => subnet.Network)];
        Write(answer, "VpcSet", query, networks.Distinct().Where(network => query.Fits(name => name switch
        {
            "vpc-id" => network,
            "vpc-name" => "network",
            "is-default" => "false",
            "cidr-block" => "10.0.0.0/16",
            _ => null,
        })), network =>
        {
            answer.WriteString("VpcId", network);
            answer.WriteString("VpcName", "network");
            answer.WriteString("CidrBlock", "10.0.0.0/16");
            answer.WriteBoolean("IsDefault", false);
            answer.WriteBoolean("EnableMulticast", false);
            answer.WriteString("CreatedTime", "2026-01-01 00:00:00");
            answer.WriteTexts("DnsServerSet", ["183.60.83.19", "183.60.82.98"]);
            answer.WriteString("DomainName", "");
            answer.WriteString("DhcpOptionsId", "");
            answer.WriteBoolean("EnableDhcp", true);
            answer.WriteString("Ipv6CidrBlock", "");
            answer.WriteTexts("AssistantCidrSet", []);
        });
        return null;
    }

    private static ImmutableArray<Place> Known(World world)
    {
        var used = world.Groups.Values.SelectMany(group => Ids(group.Members, "SubnetIdSet").Select(id => (Id: id, Network: NetworkOf(group) ?? DefaultNetwork(world))))
            .Distinct().Select((subnet, number) => new Place(subnet.Id, subnet.Network, number)).ToImmutableArray();
        return used.IsEmpty ? [.. Invented(DefaultNetwork(world))] : used;
    }

    private static IEnumerable<Place> Invented(string network)
        => Enumerable.Range(0, 2).Select(number => new Place(Subnet + SeededRandom.NamedSuffix($"{network}/{number}"), network, number));

    private static string DefaultNetwork(World world) => world.Groups.Values.Select(NetworkOf).FirstOrDefault(network => network is not null)
        ?? Network + SeededRandom.NamedSuffix($"{world.AccountId}/{world.Region}");

    private static string? NetworkOf(ScalingGroup group)
        => group.Members.TryGetValue("VpcId", out var network) && network.ValueKind == JsonValueKind.String && network.GetString() is { Length: > 0 } id
            && id.StartsWith(Network, StringComparison.Ordinal) ? id : null;

    private static IEnumerable<string> Ids(ImmutableSortedDictionary<string, JsonElement> members, string name)
        => members.TryGetValue(name, out var ids) && ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray().Select(id => id.GetString() ?? "") : [];

    private static string? Of(Place subnet, string filter) => filter switch
    {
        "subnet-id" => subnet.Id,
        "vpc-id" => subnet.Network,
        "zone" => ZoneOf(subnet),
        "subnet-name" => $"subnet {subnet.Number + 1}",
        "is-default" => "false",
        "cidr-block" => CidrOf(subnet),
        _ => null,
    };

    private static string ZoneOf(Place subnet) => $"ap-guangzhou-{6 + (subnet.Number % 2)}";

    private static string CidrOf(Place subnet) => $"10.0.{subnet.Number % 256}.0/24";

    private static Refusal? Read(Input input, string ids, out Query query, params ReadOnlySpan<string> filters)
    {
        query = new([], [], 0, 20);
        if (input.Has(ids) && input.Has("Filters"))
            return new("InvalidParameter.Coexist", $"{ids} and Filters cannot be given together.");
        if (Paging.Filters(input, out var given, filters) is { } refusal)
            return refusal with { Code = "InvalidParameter.FilterInvalidKey" };
        if (Number(input, "Offset", 0, int.MaxValue) is not { } offset || Number(input, "Limit", 20, 100) is not { } limit)
            return new(Codes.InvalidValue, "Offset and Limit are whole numbers as texts; Limit is at most 100.");
        query = new(input.Texts(ids), given, offset, input.Whole("MaxResults") is { } most ? (int)most : limit);
        return null;
    }

    private static int? Number(Input input, string name, int otherwise, int most)
    {
        if (input.Text(name) is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
    }

    private static void Write<T>(Utf8JsonWriter answer, string set, Query query, IEnumerable<T> found, Action<T> write)
    {
        var all = found.ToList();
        answer.WriteNumber("TotalCount", all.Count);
        answer.WriteString("NextToken", "");
        answer.WriteStartArray(set);
        foreach (var item in all.Skip(query.Offset).Take(query.Limit))
        {
            answer.WriteStartObject();
            write(item);
            answer.WriteStartArray("TagSet");
            answer.WriteEndArray();
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
    }

    /// <param name="Id">The subnet.</param>
    /// <param name="Network">The network that it is in.</param>
    /// <param name="Number">From 0; its addresses and its zone follow from it.</param>
    private readonly record struct Place(string Id, string Network, int Number);

    private sealed record Query(ImmutableArray<string> Ids, ImmutableArray<(string Name, ImmutableArray<string> Values)> Filters, int Offset, int Limit)
    {
        /// <summary>The well-formed ids of one kind that the call asks for.</summary>
        public ImmutableArray<string> Named(string prefix, string filter)
            => [.. Ids.Concat(Filters.Where(given => given.Name == filter).SelectMany(given => given.Values)).Where(id => Model.Ids.IsId(id, prefix))];

        public bool Fits(Func<string, string?> member) => Filters.All(filter => member(filter.Name) is { } value && filter.Values.Contains(value));
    }
}
