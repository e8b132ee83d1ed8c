using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Actions;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Replay;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>From a request to its answer.</summary>
/// <remarks>
/// <code>
///  1 form ─► 2 headers ─► 3 signature ─► 4 version, action, region ─► 5 rate ─► 6 policy ─► 7 faults before
///    ─► 8 body against the action's shape ─► 9 the world, or a recording ─► 10 faults after ─► call log
/// </code>
/// Every refusal is HTTP 200 with an Error member, as the API does it.
/// </remarks>
internal sealed class ApiFront
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };
    private static readonly JsonElement NoInput = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>Who calls without a signature.</summary>
    private static readonly Credential Nobody = new("", "");

    private readonly SimulatorOptions _options;
    private readonly SimulatedCloud _cloud;
    private readonly CallLog _calls;
    private readonly ErrorLog _errors;
    private readonly RateLimits _rates = new();
    private readonly ReplayedService? _replay;
    private (ImmutableArray<Credential> Known, SignatureCheck Check) _signatures;

    public ApiFront(SimulatorOptions options, SimulatedCloud cloud, CallLog calls, ErrorLog errors)
    {
        (_options, _cloud, _calls, _errors) = (options, cloud, calls, errors);
        _replay = options.Replay is { } recording ? new(recording) : null;
    }

    /// <summary>Answers a signed request.</summary>
    public async ValueTask<ApiAnswer> AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var call = new Call(request.Header("X-TC-Action"), _cloud.Access(static world => world.NewRequestId()));
        try
        {
            if (Admit(request, call) is { } refusal)
                return Refuse(request, call, refusal);
            var before = _cloud.Faults.Take(fault => Applies(fault, call.Action, FaultPhase.Before));
            call.Fault = before;
            if (before?.Kind == FaultKind.Delay)
                await Task.Delay(TimeSpan.FromMilliseconds(before.Milliseconds), _options.CallersClock, cancellationToken);
            else if (before is not null)
                return ResponseFaults.Apply(before, Log(request, call, ResponseFaults.RefusalOf(before)), body: null, call.RequestId, call.Action);
            return Finish(request, call);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            _errors.Add(bug);
            return Refuse(request, call, new("InternalError", "The simulator has a bug; its log has the details."));
        }
    }

    /// <summary>Carries out an action for somebody who needs no signature: the console, a test.</summary>
    public (byte[] Body, Refusal? Refusal) CallUnsigned(string action, ReadOnlyMemory<byte> body, string caller)
    {
        var call = new Call(action, _cloud.Access(static world => world.NewRequestId())) { SecretId = caller };
        var answer = ActionCatalogue.ByName.TryGetValue(action, out var known)
            ? Carry(known, _cloud.Owner, region: "", body, call.RequestId)
            : Refused(call.RequestId, UnknownAction(action));
        _calls.Add(new ApiCall(body) { Action = action, SecretId = caller, RequestId = call.RequestId, Time = _cloud.Now, ErrorCode = answer.Refusal?.Code });
        return answer;
    }

    // Steps 1 to 6.
    private Refusal? Admit(in ApiRequest request, Call call)
    {
        if (request.Method != "POST" || !IsJson(request.Header("Content-Type")))
            return new("UnsupportedProtocol",
                "The simulator takes POST with application/json and the signature method TC3-HMAC-SHA256, and neither a signed GET nor a form with HmacSHA1 or HmacSHA256.");
        if (request.BodyTooLarge)
            return new("RequestSizeLimitExceeded", $"The body is longer than {ApiRequest.MaxBody} bytes.");
        if (MissingHeader(request) is { } missing)
            return new("MissingParameter", $"The header {missing} is missing.");

        var now = _options.CallersClock.GetUtcNow();
        var isUnsigned = IsUnsigned(request, call.Action);
        AuthorizationHeader? header = null;
        Credential? caller = Nobody;
        var refusal = isUnsigned ? null : Signatures().Check(request, now, out header, out caller);
        call.SecretId = header?.SecretId ?? "";
        if (refusal is not null)
        {
            // Told in the callers' time, so that a clock that is off can be set right by it.
            if (refusal.Code == "AuthFailure.SignatureExpire")
                call.Date = now;
            return refusal;
        }

        call.Caller = caller;
        if (!ActionCatalogue.ByName.TryGetValue(call.Action, out var action))
        {
            var version = request.Header("X-TC-Version");
            return Unserved.Refuse(call.Action, version) ?? (ActionCatalogue.Versions.Contains(version) || Unserved.HasVersion(version) ? UnknownAction(call.Action) : NoSuchVersion(request));
        }

        call.Known = action;
        if (request.Header("X-TC-Version") != action.Version)
            return NoSuchVersion(request);
        if (_cloud.Assumed.Is(Assumed.ScopeServiceMustMatch) && !isUnsigned && header!.Service != action.Service)
            return new("AuthFailure.SignatureFailure", $"The credential scope names the service `{header.Service}`, the action belongs to `{action.Service}`.");
        if (request.Header("X-TC-Region") is { Length: > 0 } region && !Regions.IsKnown(region, _cloud.Region))
            return new("UnsupportedRegion", $"The region `{region}` is not supported.");
        if (call.Action == DescribeRefreshActivities.Action.Name && _options.AdvancePerDescribe is { } step)
            _cloud.Advance(step);
        if (_options.EnforceRateLimits && _rates.Count(call.Action, call.SecretId, action.PerSecond, _cloud.Now) is { } tooMany)
            return tooMany;
        return caller!.Denied.Contains(call.Action)
            ? new(_cloud.Assumed[Assumed.DeniedCode], $"The policy of `{call.SecretId}` forbids {call.Action}.")
            : null;
    }

    // Steps 9 and 10, and the log.
    private ApiAnswer Finish(in ApiRequest request, Call call)
    {
        var (body, refusal) = Carry(call.Known!, call.Caller!, request.Header("X-TC-Region"), request.Body, call.RequestId);
        call.Fault = _cloud.Faults.Take(fault => Applies(fault, call.Action, FaultPhase.After)) ?? call.Fault;
        var answer = Log(request, call, refusal) with { Body = body };
        return call.Fault is { } after && ResponseFaults.PhaseOf(after) == FaultPhase.After ? ResponseFaults.Apply(after, answer, body, call.RequestId, call.Action) : answer;
    }

    private (byte[] Body, Refusal? Refusal) Carry(ApiAction action, Credential caller, string region, ReadOnlyMemory<byte> body, string requestId)
    {
        JsonDocument? document = null;
        try
        {
            document = body.IsEmpty ? null : JsonDocument.Parse(body, Reading);
            var input = document?.RootElement ?? NoInput;
            return Check(action, input) is { } refusal
                ? Refused(requestId, refusal)
                : AnswerBuffer.Write(requestId, json => Answer(action, caller, region, new Input(input), json));
        }
        catch (JsonException broken)
        {
            return Refused(requestId, new("InvalidParameter", $"The body is not JSON: {broken.Message}"));
        }
        finally
        {
            document?.Dispose();
        }
    }

    private Refusal? Answer(ApiAction action, Credential caller, string region, Input input, Utf8JsonWriter json) => action.AnswerCaller is { } of
        ? of(_cloud, caller, input, json)
        : _replay is { } replay
            ? replay.Answer(action.Name, input, _cloud.Now, json)
            : _cloud.AccessAs(caller, region, world => action.Answer(world, input, json));

    private Refusal? Check(ApiAction action, JsonElement input)
    {
        try
        {
            return action.Shape.Check(input, "", _cloud.Assumed);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8: JSON lets them pass until they are read.
            return new("InvalidParameterValue", "The body has text that is not valid Unicode.");
        }
    }

    private ApiAnswer Refuse(in ApiRequest request, Call call, Refusal refusal)
        => Log(request, call, refusal) with { Body = AnswerBuffer.Write(call.RequestId, refusal) };

    private ApiAnswer Log(in ApiRequest request, Call call, Refusal? refusal)
    {
        var now = _cloud.Now;
        _calls.Add(new ApiCall(request.Body)
        {
            Action = call.Action,
            SecretId = call.SecretId,
            RequestId = call.RequestId,
            Region = request.Header("X-TC-Region"),
            Time = now,
            ErrorCode = refusal?.Code,
            Fault = call.Fault is null ? null : FaultJson.NameOf(call.Fault.Kind),
        });
        return new() { Body = default, Date = call.Date ?? now };
    }

    private SignatureCheck Signatures()
    {
        // A reset may bring other key pairs.
        var known = _cloud.Credentials;
        if (_signatures.Check is null || _signatures.Known != known)
            _signatures = (known, new(known));
        return _signatures.Check;
    }

    private string? MissingHeader(in ApiRequest request)
    {
        foreach (var name in new[] { "X-TC-Action", "X-TC-Version", "X-TC-Timestamp" })
        {
            if (request.Header(name).Length == 0)
                return name;
        }

        return _cloud.Assumed.Is(Assumed.RegionRequired) && request.Header("X-TC-Region").Length == 0 ? "X-TC-Region" : null;
    }

    /// <summary>Official clients write SKIP where the signature would be; older pages leave the header out.</summary>
    private static bool IsUnsigned(in ApiRequest request, string action)
        => request.Header("Authorization") is "" or "SKIP" && ActionCatalogue.ByName.GetValueOrDefault(action) is { MayBeUnsigned: true };

    private static bool IsJson(string contentType)
    {
        var type = contentType.AsSpan();
        if (type.IndexOf(';') is var parameters and >= 0)
            type = type[..parameters];
        return type.Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }

    // The machine's kinds and third-party actions never fit; describing has its own kinds, which need an answer to change.
    private static bool Applies(Fault fault, string action, FaultPhase phase)
        => fault.IsOfAction && fault.IsAbout(action) && ResponseFaults.PhaseOf(fault) == phase;

    private Refusal UnknownAction(string action) => new(_cloud.Assumed[Assumed.UnknownActionCode], $"There is no action `{action}`.");

    private static Refusal NoSuchVersion(in ApiRequest request)
        => new("NoSuchVersion", $"There is no version `{request.Header("X-TC-Version")}` of this action.");

    private static (byte[] Body, Refusal? Refusal) Refused(string requestId, Refusal refusal) => (AnswerBuffer.Write(requestId, refusal), refusal);

    private sealed class Call(string action, string requestId)
    {
        public string Action { get; } = action;

        public string RequestId { get; } = requestId;

        public string SecretId { get; set; } = "";

        public Credential? Caller { get; set; }

        public ApiAction? Known { get; set; }

        public Fault? Fault { get; set; }

        public DateTimeOffset? Date { get; set; }
    }
}
