using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Json;
using TencentcloudRefresh.Simulator.WebConsole;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>What is under <c>/_simulator/</c>: unsigned, for people, tests and the console.</summary>
internal sealed class ControlEndpoints(SimulatorOptions options, SimulatedCloud cloud, CallLog calls, ApiFront api)
{
    private readonly ChangeFeed _feed = new(cloud, calls);

    /// <summary>What is seen at <c>/</c>: the console by a browser, a page of text by curl.</summary>
    public Task WelcomeAsync(ControlCall call, CancellationToken cancellationToken)
    {
        if (!call.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            return call.RawAsync(200, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(Overview.Of(cloud)), cancellationToken);
        call.Context.Get<IHttpResponseFeature>()!.Headers.ContentSecurityPolicy = ConsolePage.ContentSecurityPolicy;
        return call.RawAsync(200, "text/html; charset=utf-8", ConsolePage.Html, cancellationToken);
    }

    public async Task HandleAsync(ControlCall call, CancellationToken cancellationToken)
    {
        if (ForeignOrigin(call) is { } origin)
        {
            await call.JsonAsync(403, json => Error(json, $"Pages of {origin} may not control this simulator."), cancellationToken);
            return;
        }

        try
        {
            await RouteAsync(call, call.Path["/_simulator".Length..].Trim('/'), cancellationToken);
        }
        catch (FleetFormatException wrong)
        {
            await call.ErrorsAsync(wrong.Errors, cancellationToken);
        }
        catch (Exception wrong) when (wrong is ArgumentException or JsonException)
        {
            await call.ErrorsAsync([wrong.Message], cancellationToken);
        }
    }

    private Task RouteAsync(ControlCall call, string path, CancellationToken cancellationToken) => (call.Method, path) switch
    {
        ("GET", "health") => call.JsonAsync(Health, cancellationToken),
        ("GET", "calls") => call.JsonAsync(json => WriteCalls(json, call.Number("after")), cancellationToken),
        ("GET", "state") => call.StreamAsync("application/json", to => FleetJson.Write(to, cloud.Snapshot())),
        ("GET", "console") => call.JsonAsync(json => ConsoleView.Write(json, cloud, calls, call.Text("group")), cancellationToken),
        ("GET", "assumptions") => call.JsonAsync(WriteAssumptions, cancellationToken),
        ("GET", "journal") => call.JsonAsync(json => ChangeFeed.WriteJournal(json, cloud.JournalAfter(call.Number("after"))), cancellationToken),
        ("GET", "events") => _feed.RunAsync(call, cancellationToken),
        ("GET", "clock") => call.JsonAsync(WriteClock, cancellationToken),
        ("POST", "clock") => MoveClockAsync(call, cancellationToken),
        ("GET", "faults") => call.JsonAsync(WriteFaults, cancellationToken),
        ("POST", "faults") => AddFaultsAsync(call, cancellationToken),
        ("DELETE", _) when path.StartsWith("faults", StringComparison.Ordinal) => RemoveFaultsAsync(call, path, cancellationToken),
        ("POST", "reset") => ResetAsync(call, cancellationToken),
        ("POST", _) when path.StartsWith("call/", StringComparison.Ordinal) => CarryOutAsync(call, path["call/".Length..], cancellationToken),
        _ => call.JsonAsync(404, static json => Error(json, "GET health, calls, state, console, assumptions, journal, events, clock, faults; "
            + "POST clock, faults, reset, call/<Action>; DELETE faults, faults/<number>."), cancellationToken),
    };

    private void Health(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WriteString("version", typeof(SimulatorHost).Assembly.GetName().Version?.ToString(3));
        json.WriteString("now", Text(cloud.Now));
        json.WriteEndObject();
    }

    private void WriteCalls(Utf8JsonWriter json, long after)
    {
        json.WriteStartArray();
        foreach (var call in calls.After(after))
        {
            json.WriteStartObject();
            json.WriteNumber("number", call.Number);
            json.WriteString("action", call.Action);
            json.WriteString("time", Text(call.Time));
            json.WriteString("secretId", call.SecretId);
            json.WriteString("requestId", call.RequestId);
            json.WriteString("errorCode", call.ErrorCode);
            json.WriteString("fault", call.Fault);
            json.WriteString("region", call.Region);
            json.WriteString("body", call.Body);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteAssumptions(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var assumption in Assumed.All)
        {
            json.WriteStartObject();
            json.WriteString("name", assumption.Name);
            json.WriteString("value", cloud.Assumed[assumption]);
            json.WriteString("default", assumption.Default);
            json.WriteStartArray("values");
            foreach (var value in assumption.Values)
                json.WriteStringValue(value);
            json.WriteEndArray();
            json.WriteString("text", assumption.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteClock(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("now", Text(cloud.Now));
        json.WriteString("kind", cloud.Time.Kind);
        json.WriteNumber("speed", cloud.Time.Speed);
        json.WriteString("nextEvent", cloud.NextEvent is { } next ? Text(next) : null);
        json.WriteEndObject();
    }

    private async Task MoveClockAsync(ControlCall call, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await call.BodyAsync(cancellationToken));
        cloud.Advance(StepOf(JsonShape.Read(document.RootElement, SimulatorJson.Files.ClockFile)));
        await call.JsonAsync(WriteClock, cancellationToken);
    }

    private TimeSpan StepOf(ClockFile move)
    {
        var now = cloud.Now;
        return move switch
        {
            { AdvanceSeconds: >= 0 and <= 1e9 and var seconds } => TimeSpan.FromSeconds(seconds),
            { AdvanceSeconds: { } } => throw new FleetFormatException(["$.advanceSeconds: must be from 0 to 1000000000: time cannot go backwards"]),
            { To: { } to } when to >= now => to - now,
            { To: { } } => throw new FleetFormatException([$"$.to: is before {Text(now)}: time cannot go backwards"]),
            { NextEvent: true } => cloud.NextEvent is { } next && next > now ? next - now : TimeSpan.Zero,
            _ => throw new FleetFormatException(["$: needs advanceSeconds, to or nextEvent"]),
        };
    }

    private void WriteFaults(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var planned in cloud.Faults.Planned)
            JsonSerializer.Serialize(json, FaultFile.Of(planned), SimulatorJson.Files.FaultFile);
        json.WriteEndArray();
    }

    private async Task AddFaultsAsync(ControlCall call, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await call.BodyAsync(cancellationToken));
        // All are read before the first is planned: a list with an error in it plans nothing.
        foreach (var fault in FaultJson.Read(document.RootElement))
            cloud.Faults.Add(fault);
        await call.JsonAsync(201, WriteFaults, cancellationToken);
    }

    private Task RemoveFaultsAsync(ControlCall call, string path, CancellationToken cancellationToken)
    {
        if (path == "faults")
            cloud.Faults.Clear();
        else if (!int.TryParse(path["faults".Length..].TrimStart('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !cloud.Faults.Remove(number))
            return call.JsonAsync(404, static json => Error(json, "There is no fault of this number."), cancellationToken);
        return call.JsonAsync(WriteFaults, cancellationToken);
    }

    private async Task ResetAsync(ControlCall call, CancellationToken cancellationToken)
    {
        var body = await call.BodyAsync(cancellationToken);
        cloud.Reset(body.IsEmpty ? null : FleetJson.Read(body));
        calls.Clear();
        await call.JsonAsync(Health, cancellationToken);
    }

    private async Task CarryOutAsync(ControlCall call, string action, CancellationToken cancellationToken)
        => await call.RawAsync(200, "application/json", api.CallUnsigned(action, await call.BodyAsync(cancellationToken), "console").Body, cancellationToken);

    /// <summary>A page from elsewhere that a browser happens to show must not reach in here.</summary>
    private string? ForeignOrigin(ControlCall call)
    {
        var origin = call.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || call.Method == "GET" || !System.Net.IPAddress.IsLoopback(options.Address))
            return null;
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback ? null : origin;
    }

    private static void Error(Utf8JsonWriter json, string message)
    {
        json.WriteStartObject();
        json.WriteStartArray("errors");
        json.WriteStringValue(message);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
