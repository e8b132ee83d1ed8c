using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>The provider as the engine drives it: Check and Create of one resource for each group, all at once, with the default settings.</summary>
internal sealed class PluginRollouts(PluginProcess plugin) : IRolloutRunner
{
    private const string Token = "tencentcloud-refresh:index:InstanceRefresh";

    public string Usage => string.Create(
        CultureInfo.InvariantCulture, $"plugin                   peak {plugin.Memory.Peak:0} MiB, {plugin.ProcessorTime.TotalSeconds:0.0} s of processor time");

    public static async Task<PluginRollouts> StartAsync(string file, Uri endpoint)
    {
        var plugin = await PluginProcess.StartAsync(file);
        await plugin.HandshakeAsync();
        await plugin.ConfigureAsync(endpoint);
        return new(plugin);
    }

    public async Task<RolloutEnd> RollAsync(string groupId, int batches)
    {
        string urn = $"urn:pulumi:dev::benchmark::{Token}::{groupId}";
        var news = Struct.Parser.ParseJson($$$"""
            {"autoScalingGroupId": "{{{groupId}}}", "refreshSettings": {"rollingUpdateSettings": {"batchNumber": {{{batches}}}}}, "triggers": {"image": "img-1"}}
            """);
        var check = await plugin.Client.CheckAsync(new CheckRequest { Urn = urn, Type = Token, News = news });
        var created = await plugin.Client.CreateAsync(new CreateRequest { Urn = urn, Type = Token, Properties = check.Inputs });
        return new(created.Id.Split('/')[1], TimeProvider.System.GetUtcNow());
    }

    public void Dispose() => plugin.Dispose();
}
