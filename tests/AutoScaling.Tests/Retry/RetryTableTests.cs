using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using SimulatedStatus = TencentcloudRefresh.Simulator.Model.ActivityStatus;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>One row for each action and failure: how many calls reach the service, and what comes out.</summary>
internal sealed class RetryTableTests
{
    private const int Retries = 2;

    /// <summary>What the caller gets.</summary>
    public enum Outcome
    {
        /// <summary>The response.</summary>
        Works,

        /// <summary>Refused; nothing was done.</summary>
        Refused,

        /// <summary>Refused, but it may have worked.</summary>
        RefusedIndeterminate,

        /// <summary>No answer; nothing can have been done.</summary>
        Broken,

        /// <summary>No answer, and it may have worked.</summary>
        BrokenIndeterminate,
    }

    private static readonly (string Action, Repeat Repeat)[] Actions =
    [
        ("StartInstanceRefresh", Repeat.Once), ("StopInstanceRefresh", Repeat.Once), ("ResumeInstanceRefresh", Repeat.Once),
            ("CancelInstanceRefresh", Repeat.Once),
        ("RollbackInstanceRefresh", Repeat.Once), ("DescribeRefreshActivities", Repeat.Read), ("DescribeAutoScalingGroups", Repeat.Read),
            ("DescribeAutoScalingInstances", Repeat.Read),
        ("DescribeLaunchConfigurations", Repeat.Read), ("DescribeAutoScalingActivities", Repeat.Read), ("CreateLaunchConfiguration", Repeat.Once),
        ("ModifyLaunchConfigurationAttributes", Repeat.Once), ("ClearLaunchConfigurationAttributes", Repeat.Once),
            ("DeleteLaunchConfiguration", Repeat.UntilGone),
        ("CreateAutoScalingGroup", Repeat.Once), ("ModifyAutoScalingGroup", Repeat.SameState), ("ModifyDesiredCapacity", Repeat.SameState),
            ("EnableAutoScalingGroup", Repeat.SameState),
        ("DisableAutoScalingGroup", Repeat.SameState), ("DeleteAutoScalingGroup", Repeat.UntilGone), ("ModifyLoadBalancers", Repeat.SameState),
    ];

    /// <summary>Failures that strike once, and what each class of actions makes of them: calls and outcome.</summary>
    private static readonly (string Name, Func<string, Fault> Fault, (int Calls, Outcome Outcome) Once,
        (int Calls, Outcome Outcome) Repeatable)[] Strikes =
    [
        ("throttled", action => Fault.Error(action, "RequestLimitExceeded"), (2, Outcome.Works), (2, Outcome.Works)),
        ("throttled over regions", action => Fault.Error(action, "RequestLimitExceeded.GlobalRegionUinLimitExceeded"), (2, Outcome.Works),
            (2, Outcome.Works)),
        ("internal error before", action => Fault.Error(action, "InternalError.CallError"), (1, Outcome.RefusedIndeterminate), (2, Outcome.Works)),
        ("internal error after", action => Fault.Error(action, "InternalError") with { Phase = FaultPhase.After }, (1, Outcome.RefusedIndeterminate),
            (2, Outcome.Works)),
        ("service down", action => Fault.Error(action, "ServiceUnavailable"), (1, Outcome.RefusedIndeterminate), (2, Outcome.Works)),
        ("page for people", action => Fault.OfAction(action, FaultKind.Http), (1, Outcome.BrokenIndeterminate), (2, Outcome.Works)),
        ("truncated JSON", action => Fault.OfAction(action, FaultKind.Truncate, FaultPhase.After), (1, Outcome.BrokenIndeterminate), (2, Outcome.Works)),
        ("no request id", action => Fault.OfAction(action, FaultKind.NoRequestId), (1, Outcome.BrokenIndeterminate), (2, Outcome.Works)),
        ("connection reset before", action => Fault.OfAction(action, FaultKind.Reset), (1, Outcome.BrokenIndeterminate), (2, Outcome.Works)),
        ("answer lost", action => Fault.OfAction(action, FaultKind.LostAnswer), (1, Outcome.BrokenIndeterminate), (2, Outcome.Works)),
        ("state in conflict", action => Fault.Error(action, "ResourceInUse.ActivityInProgress"), (1, Outcome.Refused), (1, Outcome.Refused)),
        ("no such thing", action => Fault.Error(action, "ResourceNotFound.AutoScalingGroupNotFound"), (1, Outcome.Refused), (1, Outcome.Refused)),
        ("not possible", action => Fault.Error(action, "ResourceUnavailable.NoInstanceCanRefresh"), (1, Outcome.Refused), (1, Outcome.Refused)),
        ("operation failed", action => Fault.Error(action, "FailedOperation.Novel"), (1, Outcome.Refused), (1, Outcome.Refused)),
        ("request wrong", action => Fault.Error(action, "InvalidParameterValue"), (1, Outcome.Refused), (1, Outcome.Refused)),
        ("not allowed", action => Fault.Error(action, "UnauthorizedOperation"), (1, Outcome.Refused), (1, Outcome.Refused)),
        ("signature wrong", action => Fault.Error(action, "AuthFailure.SignatureFailure"), (1, Outcome.Refused), (1, Outcome.Refused)),
        ("token wrong, no other to be had", action => Fault.Error(action, "AuthFailure.TokenFailure"), (1, Outcome.Refused), (1, Outcome.Refused)),
        ("clock wrong", action => Fault.Error(action, "AuthFailure.SignatureExpire"), (2, Outcome.Works), (2, Outcome.Works)),
        ("code nobody knows", action => Fault.Error(action, "Novel.Code"), (1, Outcome.Refused), (1, Outcome.Refused)),
    ];

    private static IEnumerable<TestCaseData> OnceRows() =>
        from action in Actions
        from failure in Strikes
        let expected = action.Repeat is Repeat.Once ? failure.Once : failure.Repeatable
        select new TestCaseData(action.Action, failure.Fault(action.Action), expected.Calls, expected.Outcome).SetArgDisplayNames(action.Action,
            failure.Name);

    private static IEnumerable<TestCaseData> LastingRows()
    {
        foreach (var (action, repeat) in Actions)
        {
            yield return Row(action, "throttled for ever", Fault.Error(action, "RequestLimitExceeded", times: null), Retries + 1, Outcome.Refused);
            yield return Row(
                action, "trouble for ever", Fault.Error(action, "InternalError", times: null), repeat is Repeat.Once ? 1 : Retries + 1,
                    repeat is Repeat.Read ? Outcome.Refused : Outcome.RefusedIndeterminate);
            yield return Row(
                action, "page for ever", Fault.OfAction(action, FaultKind.Http) with { Times = null }, repeat is Repeat.Once ? 1 : Retries + 1,
                    repeat is Repeat.Read ? Outcome.Broken : Outcome.BrokenIndeterminate);
        }

        static TestCaseData Row(string action, string name, Fault fault, int calls, Outcome outcome)
            => new TestCaseData(action, fault, calls, outcome).SetArgDisplayNames(action, name);
    }

    [TestCaseSource(nameof(OnceRows))]
    [TestCaseSource(nameof(LastingRows))]
    public async Task Call_Failure_IsRepeatedOnlyWhereThatDoesNoHarm(string action, Fault fault, int calls, Outcome outcome)
    {
        await using var service = await SimulatedService.StartAsync(FleetFor(action),
            options => options with { Retry = new() { MaxRetries = Retries } });
        service.Host.Faults.Add(fault);

        Assert.That((await OutcomeOfAsync(service, action), service.CallsOf(action)), Is.EqualTo((outcome, calls)));
    }

    /// <summary>A cloud in which the call works when nothing goes wrong.</summary>
    private static Fleet FleetFor(string action)
    {
        var fleet = Fleet.WithGroup(Requests.Group, 4, Requests.Configuration);
        return action switch
        {
            "StopInstanceRefresh" => fleet.WithRollout(Requests.Group, SimulatedStatus.Running),
            "ResumeInstanceRefresh" or "CancelInstanceRefresh" or "RollbackInstanceRefresh"
                => fleet.WithRollout(Requests.Group, SimulatedStatus.FailedPause),
            "DeleteLaunchConfiguration" => Fleet.Empty.AndLaunchConfiguration(Requests.Configuration),
            "DeleteAutoScalingGroup" => Fleet.WithGroup(Requests.Group, 0, Requests.Configuration),
            _ => fleet,
        };
    }

    private static async Task<Outcome> OutcomeOfAsync(SimulatedService service, string action)
    {
        var prepared = service.Host.Cloud.ActivitiesOf(Requests.Group).FirstOrDefault()?.Id;
        try
        {
            await service.DriveAsync(Requests.Call(action, service.Client, prepared, CancellationToken.None));
            return Outcome.Works;
        }
        catch (CloudServiceException refused)
        {
            return refused.MayHaveActed ? Outcome.RefusedIndeterminate : Outcome.Refused;
        }
        catch (CloudTransportException broken)
        {
            return broken.MayHaveActed ? Outcome.BrokenIndeterminate : Outcome.Broken;
        }
    }
}
