using System.Collections.Immutable;
using Pulumi;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>A resource as a generated SDK would shape it.</summary>
internal sealed class Server(string name, ServerArgs args, CustomResourceOptions? options = null)
    : CustomResource("cloud:index:Server", name, args, options)
{
    [Output("size")]
    public Output<int> Size { get; private set; } = null!;

    [Output("address")]
    public Output<string> Address { get; private set; } = null!;

    [Output("password")]
    public Output<string?> Password { get; private set; } = null!;

    [Output("zone")]
    public Output<Zone?> Zone { get; private set; } = null!;

    [Output("disks")]
    public Output<ImmutableArray<Disk>> Disks { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>?> Labels { get; private set; } = null!;
}

internal sealed class ServerArgs : ResourceArgs
{
    [Input("labels")]
    private InputMap<string>? _labels;

    [Input("size", required: true)]
    public Input<int> Size { get; set; } = null!;

    [Input("address")]
    public Input<string>? Address { get; set; }

    [Input("password")]
    public Input<string>? Password { get; set; }

    [Input("zone")]
    public Input<Zone>? Zone { get; set; }

    [Input("disks")]
    public InputList<DiskArgs> Disks
    {
        get => field ??= [];
        set;
    }

    [Input("names")]
    public InputList<string> Names
    {
        get => field ??= [];
        set;
    }

    [Input("owner")]
    public Input<Server>? Owner { get; set; }

    public InputMap<string> Labels
    {
        get => _labels ??= [];
        set => _labels = value;
    }
}

internal sealed class DiskArgs : ResourceArgs
{
    [Input("gigabytes", required: true)]
    public Input<double> Gigabytes { get; set; } = null!;

    [Input("encrypted")]
    public Input<bool>? Encrypted { get; set; }
}

[OutputType]
internal sealed class Disk
{
    public readonly double Gigabytes;
    public readonly bool? Encrypted;

    [OutputConstructor]
    public Disk(double gigabytes, bool? encrypted)
    {
        Gigabytes = gigabytes;
        Encrypted = encrypted;
    }
}

[EnumType]
internal readonly struct Zone(string value) : IEquatable<Zone>
{
    private readonly string _value = value;

    public static Zone North { get; } = new("north-1");

    public static explicit operator string(Zone zone) => zone._value;

    public bool Equals(Zone other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Zone other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);
}

internal sealed class Cloud(string name, CloudArgs args) : ProviderResource("cloud", name, args);

internal sealed class CloudArgs : ResourceArgs
{
    [Input("region")]
    public Input<string>? Region { get; set; }

    [Input("retries", json: true)]
    public Input<int>? Retries { get; set; }

    [Input("role", json: true)]
    public Input<DiskArgs>? Role { get; set; }
}

internal sealed class Pair(string name, ComponentResourceOptions? options = null) : ComponentResource("my:index:Pair", name, options)
{
    public Pair Holding(Output<string> value)
    {
        RegisterOutputs(new Dictionary<string, object?> { ["value"] = value });
        return this;
    }
}
