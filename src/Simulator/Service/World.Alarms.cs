using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Service;

// The monitor: policies, and the times that they fired.
internal sealed partial class World
{
    private readonly SortedDictionary<string, AlarmPolicy> _policies = new(StringComparer.Ordinal);
    private readonly List<Alarm> _alarms = [];

    public IReadOnlyDictionary<string, AlarmPolicy> Policies => _policies;

    /// <summary>Those that have begun, oldest first.</summary>
    public IEnumerable<Alarm> Alarms => _alarms.Where(alarm => alarm.Begin <= Now).OrderBy(alarm => alarm.Begin);

    public void Put(AlarmPolicy policy) => _policies[policy.Id] = policy;

    /// <summary>A policy fires, unless it is off. One that nobody has made is made.</summary>
    private void Raise(Fault fault, string? instanceId)
    {
        if (!_policies.TryGetValue(fault.PolicyId!, out var policy))
            Put(policy = new(fault.PolicyId!));
        if (!policy.Enabled)
            return;
        var begin = Now + TimeSpan.FromMilliseconds(fault.Milliseconds);
        var alarm = new Alarm
        {
            Id = _random.RequestId(_counters["alarm"] = _counters.GetValueOrDefault("alarm") + 1),
            PolicyId = policy.Id,
            InstanceId = instanceId,
            Content = fault.Message ?? "CPU > 80%",
            Begin = begin,
            End = fault.Seconds is { } seconds ? begin + TimeSpan.FromSeconds(seconds) : null,
        };
        _alarms.Add(alarm);
        Log(fault.GroupId ?? "", null, $"alarm of {policy.Id}{(alarm.End is { } end ? $" for {(end - begin).TotalSeconds:0} s" : "")}");
    }

    /// <summary>The alarms that a batch raises when it begins.</summary>
    private void RaiseAlarms(RefreshActivity activity, string? instanceId)
    {
        while (Faults.Take(fault => fault.Kind == FaultKind.Alarm && fault.GroupId == activity.GroupId && fault.AtBatch == activity.CurrentBatch) is { } fault)
        {
            Raise(fault, instanceId);
            // One that is planned for every batch of that number has happened for this one.
            if (fault.Times is null)
                break;
        }
    }
}
