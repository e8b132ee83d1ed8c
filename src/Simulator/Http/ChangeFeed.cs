using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>Tells a browser as it happens what happened (server-sent events).</summary>
internal sealed class ChangeFeed(SimulatedCloud cloud, CallLog calls)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private const int PollsBetweenKeepAlives = 50;

    /// <summary>One <c>change</c> event at once, then one whenever there is something new; a comment every ten seconds keeps the line open.</summary>
    public async Task RunAsync(ControlCall call, CancellationToken cancellationToken)
    {
        var response = call.Context.Get<IHttpResponseFeature>()!;
        response.Headers.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        var stream = call.Context.Get<IHttpResponseBodyFeature>()!.Stream;
        var (seenEntry, seenCall, silence) = (-1L, -1L, 0);
        while (true)
        {
            var entries = cloud.JournalAfter(Math.Max(0, seenEntry));
            var newCalls = calls.After(Math.Max(0, seenCall));
            if (seenEntry < 0 || !entries.IsEmpty || !newCalls.IsEmpty)
            {
                seenEntry = entries.IsEmpty ? Math.Max(0, seenEntry) : entries[^1].Number;
                seenCall = newCalls.IsEmpty ? Math.Max(0, seenCall) : newCalls[^1].Number;
                await stream.WriteAsync("event: change\ndata: "u8.ToArray(), cancellationToken);
                await stream.WriteAsync(Data(entries, seenCall), cancellationToken);
                await stream.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
                silence = 0;
            }
            else if (++silence % PollsBetweenKeepAlives == 0)
            {
                await stream.WriteAsync(": still here\n\n"u8.ToArray(), cancellationToken);
            }

            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }

    public static void WriteJournal(Utf8JsonWriter json, ImmutableArray<JournalEntry> entries)
    {
        json.WriteStartArray();
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteNumber("number", entry.Number);
            json.WriteString("time", entry.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("groupId", entry.GroupId);
            json.WriteString("activityId", entry.ActivityId);
            json.WriteString("text", entry.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private byte[] Data(ImmutableArray<JournalEntry> entries, long lastCall)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("now", cloud.Now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteNumber("lastCall", lastCall);
            json.WritePropertyName("entries");
            WriteJournal(json, entries);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
