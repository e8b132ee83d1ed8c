using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>One run of the engine on one stack.</summary>
/// <param name="Number">Counts the runs of a scenario from 1.</param>
internal sealed record RunIdentity(int Stack, int Number);

/// <summary>Every activity of every group, oldest first.</summary>
internal sealed record Truth(ImmutableArray<RefreshActivity> Activities)
{
    public RefreshActivity? Find(string? id) => Activities.FirstOrDefault(activity => activity.Id == id);

    public IEnumerable<RefreshActivity> Of(string groupId) => Activities.Where(activity => activity.GroupId == groupId);
}

/// <summary>A call of the API by a provider, and what was true just before it.</summary>
/// <param name="ErrorCode">Null: it was carried out.</param>
internal sealed record ChaosCall(RunIdentity Run, string Action, string Body, string? ErrorCode)
{
    /// <summary>No answer, or none that could be read.</summary>
    public const string Unknown = "no answer";

    /// <summary>Null for reads.</summary>
    public Truth? Before { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The run was interrupted between the call and its answer: whoever asked may have left without it.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Of a write: what the run's last answered look had shown of the activity by then; null where it has not looked.</summary>
    public RefreshActivity? Seen { get; init; }

    /// <summary>Of a write: the activity has changed between the call and its answer, which may be long where the service is slow.</summary>
    public bool HasMovedMeanwhile { get; init; }

    /// <summary>Which request of its program it was made for; see <see cref="ChaosJournal.RequestOf"/>.</summary>
    public int Request { get; init; }

    public string? Member(string name)
    {
        using var json = JsonDocument.Parse(Body);
        return json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    public string GroupId => Member("AutoScalingGroupId") ?? "";

    /// <summary>The activity that it is about.</summary>
    public string? ActivityId => Member("RefreshActivityId") ?? Member("OriginRefreshActivityId");

    public override string ToString() => $"run {Run.Number}: {Action} {ActivityId ?? GroupId}{(ErrorCode is null ? "" : $" ({ErrorCode})")}";
}

/// <summary>Who has started an activity.</summary>
/// <param name="Stack">Null: somebody else.</param>
/// <param name="Request">Which request of the stack's program for that group.</param>
/// <param name="Body">What the start has asked for.</param>
/// <param name="Names">How often the resource had another name before.</param>
internal sealed record Owner(int? Stack, int Run, int Request, string Body, int Names);

/// <summary>What the providers of a scenario have called, and whose each activity is. Safe to use from several threads.</summary>
internal sealed class ChaosJournal(SimulatorHost service, ImmutableArray<string> groups)
{
    private static readonly string[] Writes
        = ["StartInstanceRefresh", "StopInstanceRefresh", "ResumeInstanceRefresh", "CancelInstanceRefresh", "RollbackInstanceRefresh", "EnableAutoScalingGroup", "ExitStandby"];

    private readonly Lock _gate = new();
    private readonly List<ChaosCall> _calls = [];
    private readonly Dictionary<string, Owner> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Stack, string Group), int> _requests = [];
    private readonly Dictionary<(int Stack, string Group), int> _names = [];
    private readonly Dictionary<(RunIdentity Run, string Activity), RefreshActivity> _lastSeen = [];

    public ImmutableArray<ChaosCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public static bool IsWrite(string action) => Writes.Contains(action, StringComparer.Ordinal);

    public Truth Truth() => new([.. groups.SelectMany(group => service.Cloud.ActivitiesOf(group).Reverse())]);

    /// <summary>The program asks for another rollout of the group: a changed trigger, a forced replacement, a stack that begins anew.</summary>
    public void AsksAnew(int stack, string group)
    {
        lock (_gate)
            _requests[(stack, group)] = _requests.GetValueOrDefault((stack, group)) + 1;
    }

    /// <summary>The resource has another name from now on.</summary>
    public void Renames(int stack, string group)
    {
        lock (_gate)
            _names[(stack, group)] = _names.GetValueOrDefault((stack, group)) + 1;
    }

    public int NamesOf(int stack, string group)
    {
        lock (_gate)
            return _names.GetValueOrDefault((stack, group));
    }

    public int RequestOf(int stack, string group)
    {
        lock (_gate)
            return _requests.GetValueOrDefault((stack, group));
    }

    public void Keep(ChaosCall call)
    {
        call = call with { Request = RequestOf(call.Run.Stack, call.Before is null ? "" : call.GroupId) };
        var now = Truth();
        lock (_gate)
        {
            _calls.Add(call.Before is null ? call : call with
            {
                Seen = _lastSeen.GetValueOrDefault((call.Run, call.ActivityId ?? "")),
                HasMovedMeanwhile = call.Before.Find(call.ActivityId) != now.Find(call.ActivityId),
            });
            if (call.Action == "StartInstanceRefresh")
                Claim(now, call.GroupId, new(call.Run.Stack, call.Run.Number, call.Request, call.Body, _names.GetValueOrDefault((call.Run.Stack, call.GroupId))));
            // Only what was asked about was seen: by its own id, or by its group's.
            foreach (var seen in call.Action != "DescribeRefreshActivities" ? [] : now.Activities.Where(activity
                => call.Body.Contains(activity.Id, StringComparison.Ordinal) || call.Body.Contains(activity.GroupId, StringComparison.Ordinal)))
            {
                if (call.IsInterrupted)
                    continue;
                if (call.ErrorCode is null)
                    _lastSeen[(call.Run, seen.Id)] = seen;
                else
                    _lastSeen.Remove((call.Run, seen.Id));
            }
        }
    }

    /// <summary>Somebody else has started an activity.</summary>
    public void SomebodyStarted(string activityId)
    {
        lock (_gate)
            _owners.TryAdd(activityId, new(null, 0, 0, "", 0));
    }

    /// <summary>Whose it is: a rollback is of whoever the rollout that it undoes is of.</summary>
    public Owner? OwnerOf(RefreshActivity activity)
    {
        lock (_gate)
            return _owners.GetValueOrDefault(activity.OriginId ?? activity.Id);
    }

    private void Claim(Truth now, string group, Owner owner)
    {
        foreach (var activity in now.Of(group).Where(activity => activity.OriginId is null))
            _owners.TryAdd(activity.Id, owner);
    }
}
