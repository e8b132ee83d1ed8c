using System.Text;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Replay;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Hostile;

/// <summary>Every reader of the simulator's files, fed with what nobody meant: it may refuse, in its own words.</summary>
public sealed class ReaderTests
{
    [Test]
    public void Reader_OfFleets_DoesNotCrash()
    {
        var fleet = Fleet.Default.AndAlarmPolicy("policy-1b842bhh").WithRollout(Fleet.DefaultGroupId, Model.ActivityStatus.AutoPause);
        Fuzz.Run("fleet", [Encoding.UTF8.GetString(FleetJson.Write(fleet)), """{"groups": [{"id": "asg-9dn1a5y6", "instances": 3, "activity": "FAILED_PAUSE"}]}"""], bytes =>
        {
            try
            {
                FleetJson.Read(bytes);
            }
            catch (FleetFormatException)
            {
                // Refused.
            }
        });
    }

    [Test]
    public void Reader_OfFaultExpressions_DoesNotCrash() => Fuzz.Run("fault expression",
    [
        "instanceId=ins-12345678,kind=failOnce,times=3", "action=StartInstanceRefresh,kind=error,phase=after,code=InternalError,probability=0.5",
        "instance=3,kind=failOnce", "batch=2,kind=stuck", """{"instance": 3, "batch": 1, "kind": "vanish"}""",
        """{"groupId": "asg-9dn1a5y6", "kind": "alarm", "policyId": "policy-1b842bhh", "atBatch": 2, "seconds": null, "times": null}""",
    ], bytes =>
    {
        try
        {
            FaultJson.Parse(Encoding.UTF8.GetString(bytes), Fleet.Default);
        }
        catch (FleetFormatException)
        {
            // Refused.
        }
    });

    [Test]
    public void Reader_OfRecordings_DoesNotCrash() => Fuzz.Run("recording",
    [
        """
        {"format":1,"time":"2026-01-05T08:00:00Z","action":"DescribeRefreshActivities","request":{"RefreshActivityIds":["asr-9dn1a5y6"]},"response":{"TotalCount":1,"RefreshActivitySet":[{"RefreshActivityId":"asr-9dn1a5y6","AutoScalingGroupId":"asg-9dn1a5y6","Status":"RUNNING"}],"RequestId":"r"}}
        {"format":1,"time":"2026-01-05T08:00:05Z","action":"DescribeAutoScalingGroups","request":{},"response":{"TotalCount":0,"AutoScalingGroupSet":[],"RequestId":"r"}}
        """,
    ], bytes =>
    {
        try
        {
            Recording.Parse(Encoding.UTF8.GetString(bytes));
        }
        catch (FormatException)
        {
            // Refused.
        }
    });
}
