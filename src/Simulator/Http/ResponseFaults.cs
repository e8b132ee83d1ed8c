using System.Text;
using System.Text.Json.Nodes;
using TencentcloudRefresh.Simulator.Faults;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>What planned faults make of an answer.</summary>
internal static class ResponseFaults
{
    private const string Page = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>\n";

    /// <summary>When the fault strikes: some kinds need an answer, whatever was asked.</summary>
    public static FaultPhase PhaseOf(Fault fault)
        => fault.IsAboutDescribing || fault.Kind is FaultKind.LostAnswer or FaultKind.NoRequestId ? FaultPhase.After : fault.Phase;

    /// <summary>What the call log says about a call that was not carried out.</summary>
    public static Refusal? RefusalOf(Fault fault) => fault.Kind switch
    {
        FaultKind.Error => new(fault.Code ?? "InternalError", fault.Message ?? "A planned error."),
        _ => new("Fault", "A planned fault replaced the response; the call was not carried out."),
    };

    /// <param name="fault">The fault.</param>
    /// <param name="answer">The answer as it would be, its body apart.</param>
    /// <param name="body">The body as it would be; null if the call was not carried out.</param>
    /// <param name="requestId">The request's id.</param>
    /// <param name="action">What was called.</param>
    public static ApiAnswer Apply(Fault fault, ApiAnswer answer, byte[]? body, string requestId, string action)
    {
        body ??= AnswerBuffer.Write(requestId, static _ => null).Body;
        return fault.Kind switch
        {
            FaultKind.Error => answer with { Body = AnswerBuffer.Write(requestId, RefusalOf(fault)!) },
            FaultKind.Http => answer with
            {
                Status = fault.Status,
                ContentType = "text/html",
                Body = Encoding.UTF8.GetBytes(fault.Message ?? Page.Replace("502 Bad Gateway", $"{fault.Status} {Phrase(fault.Status)}", StringComparison.Ordinal)),
            },
            FaultKind.Truncate => answer with { Body = body.AsMemory(0, Math.Max(1, body.Length / 2)) },
            FaultKind.Reset => answer with { Body = body, Abort = true },
            FaultKind.Delay => answer with { Body = body, Delay = TimeSpan.FromMilliseconds(fault.Milliseconds) },
            FaultKind.LostAnswer => answer with { Body = body, Abort = true, Delay = TimeSpan.FromMilliseconds(fault.Milliseconds) },
            _ => answer with { Body = Rewrite(fault, action, body) },
        };
    }

    private static byte[] Rewrite(Fault fault, string action, byte[] body)
    {
        var envelope = JsonNode.Parse(body)!;
        var response = envelope["Response"]!.AsObject();
        var (list, times) = DescribedLists.ByAction.GetValueOrDefault(action, ("", []));
        var items = response[list] as JsonArray;
        switch (fault.Kind)
        {
            case FaultKind.NoRequestId:
                response.Remove("RequestId");
                break;
            case FaultKind.EmptySet when items is not null:
                response[list] = new JsonArray();
                response["TotalCount"] = 0;
                break;
            case FaultKind.UnknownStatus:
                Each(items, activity => activity["Status"] = fault.Code ?? "BAKING");
                break;
            case FaultKind.Sparse:
                Each(items, item => Thin(item, times));
                break;
            case FaultKind.Unordered:
                Each(items, activity => activity["RefreshBatchSet"] = Shuffled(activity["RefreshBatchSet"]!.AsArray()));
                break;
        }

        return Encoding.UTF8.GetBytes(envelope.ToJsonString());
    }

    private static void Thin(JsonObject item, string[] times)
    {
        foreach (var time in times)
            item[time] = null;
        if (item.ContainsKey("RefreshBatchSet"))
            ThinActivity(item);
    }

    private static void ThinActivity(JsonObject activity)
    {
        activity["RefreshSettings"] = new JsonObject
        {
            ["RollingUpdateSettings"] = new JsonObject { ["BatchNumber"] = activity["RefreshSettings"]!["RollingUpdateSettings"]!["BatchNumber"]!.DeepClone() },
        };
        Each(activity["RefreshBatchSet"] as JsonArray, static batch => batch["StartTime"] = batch["EndTime"] = null);
    }

    // Every second one first: neither the one order nor the other.
    private static JsonArray Shuffled(JsonArray batches)
    {
        var copies = batches.Select(batch => batch!.DeepClone()).ToList();
        return [.. copies.Where((_, index) => index % 2 == 1), .. copies.Where((_, index) => index % 2 == 0)];
    }

    private static void Each(JsonArray? objects, Action<JsonObject> change)
    {
        foreach (var item in objects ?? [])
            change(item!.AsObject());
    }

    private static string Phrase(int status)
        => status switch { 500 => "Internal Server Error", 502 => "Bad Gateway", 503 => "Service Unavailable", 504 => "Gateway Time-out", _ => "Trouble" };
}
