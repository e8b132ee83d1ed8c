namespace TencentcloudRefresh.EngineScenarios.Tests;

/// <summary>Texts in the form of the CLI and of the simulator, shortened to what matters.</summary>
internal static class Exports
{
    /// <summary>After a forced replacement that broke off: one URN twice, the old entry marked.</summary>
    public const string TwoEntries = """
        {
          "version": 3,
          "deployment": {
            "manifest": { "time": "2026-11-30T10:00:00Z", "magic": "0", "version": "v3.274.1" },
            "resources": [
              { "urn": "urn:pulumi:test::scenarios::pulumi:pulumi:Stack::scenarios-test", "custom": false, "type": "pulumi:pulumi:Stack" },
              { "urn": "urn:pulumi:test::scenarios::pulumi:providers:tencentcloud-refresh::default", "custom": true, "id": "4d1", "type": "pulumi:providers:tencentcloud-refresh" },
              {
                "urn": "urn:pulumi:test::scenarios::tencentcloud-refresh:index:InstanceRefresh::rollout",
                "custom": true,
                "id": "asg-00000001/asr-k2v8c1m4",
                "type": "tencentcloud-refresh:index:InstanceRefresh",
                "inputs": { "autoScalingGroupId": "asg-00000001" },
                "outputs": { "outcome": "Failed", "status": "FAILED_PAUSE", "adopted": true },
                "initErrors": ["a batch failed"]
              },
              {
                "urn": "urn:pulumi:test::scenarios::tencentcloud-refresh:index:InstanceRefresh::rollout",
                "custom": true,
                "delete": true,
                "id": "asg-00000001/asr-yeumgrvh",
                "type": "tencentcloud-refresh:index:InstanceRefresh",
                "outputs": { "outcome": "Succeeded", "status": "SUCCESSFUL" }
              }
            ],
            "pending_operations": [{ "type": "creating" }]
          }
        }
        """;

    /// <summary>What the simulator's list of calls has: a refused one, one of the console, and five of a client.</summary>
    public const string Calls = """
        [
          { "number": 1, "action": "ModifyLaunchConfigurationAttributes", "secretId": "console", "errorCode": null },
          { "number": 2, "action": "DescribeAutoScalingGroups", "secretId": "AKIDsimulator0000000000000000000001", "errorCode": null },
          { "number": 3, "action": "StartInstanceRefresh", "secretId": "AKIDsimulator0000000000000000000001", "errorCode": "ResourceUnavailable.AutoScalingGroupInActivity" },
          { "number": 4, "action": "StartInstanceRefresh", "secretId": "AKIDsimulator0000000000000000000001", "errorCode": null },
          { "number": 5, "action": "DescribeRefreshActivities", "secretId": "AKIDsimulator0000000000000000000001", "errorCode": null },
          { "number": 6, "action": "CancelInstanceRefresh", "secretId": "console", "errorCode": null },
          { "number": 7, "action": "ResumeInstanceRefresh", "secretId": "AKIDsimulator0000000000000000000001", "errorCode": null }
        ]
        """;
}
