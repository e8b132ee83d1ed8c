using System.Text;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>The worked examples of the documentation (both editions) and vectors of our own, which three independent implementations agree
/// on.</summary>
internal sealed record SigningVector(
    string Name, string SecretId, string SecretKey, long Timestamp, string Service, (string Name, string Value)[] Headers, string Body,
        string CanonicalHash, string Signature)
{
    private const string InstanceQuery = """{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}""";

    private const string StartBody = """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":3,"BatchPause":"BATCH_INTERVAL_PAUSE","MaxSurge":1,"FailProcess":"AUTO_PAUSE"},"CheckInstanceTargetHealth":true,"CheckInstanceTargetHealthTimeout":600},"RefreshMode":"ROLLING_UPDATE_RESET"}""";

    public static IReadOnlyList<SigningVector> All { get; } =
    [
        new("documentation, current edition", "AKID" + new string('*', 32), new string('*', 32), 1551113065, "cvm",
            [("content-type", "application/json; charset=utf-8"), ("host", "cvm.tencentcloudapi.com"), ("x-tc-action", "DescribeInstances")],
                InstanceQuery,
            "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84", "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"),
        new("documentation, older edition", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", 1551113065, "cvm",
            [("content-type", "application/json; charset=utf-8"), ("host", "cvm.tencentcloudapi.com")], InstanceQuery,
            "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031", "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"),
        new("V1 start", "AKIDtestvector0000000000000000000001", "vector-secret-key-0000000000000001", 1767225600, "as",
            [("content-type", "application/json"), ("host", "as.tencentcloudapi.com")], StartBody,
            "76c39cd64084f287e1b200bf88e0016ff002c1e6402a111b87d0d806aee02be0", "38afb1e2b3531a5354469a19e4bd707e9cf442645f9a6dceae7bc2d5b9e7a124"),
        new("V1b start, character set and action signed", "AKIDtestvector0000000000000000000001", "vector-secret-key-0000000000000001", 1767225600,
            "as",
            [("content-type", "application/json; charset=utf-8"), ("host", "as.tencentcloudapi.com"), ("x-tc-action", "StartInstanceRefresh")],
                StartBody,
            "95a1a04906d684b85b12932c9c35392f7e71ca5d0cdecfa08364e642c70df17d", "5ccbccd884ce5547ad2728b59010cb88bb4f77136982a47ec08321fa32de6df2"),
        new("V2 describe, last second of a year", "AKIDtestvector0000000000000000000002", "vector-secret-key-0000000000000002", 1767225599, "as",
            [("content-type", "application/json"), ("host", "as.ap-shanghai.tencentcloudapi.com")],
            """{"Filters":[{"Name":"auto-scaling-group-id","Values":["asg-9dn1a5y6"]},{"Name":"refresh-activity-status-code","Values":["RUNNING","FAILED_PAUSE"]}],"Limit":20,"Offset":0}""",
            "dbd1fc2cb039489598e220f5dffbb7733482fa2c29c7a7929544d1149e8a6c78", "8f8bddbcbbfb13769d54e732805cf8d7348c6b00864fc6a7299ecb3b4b85a01f"),
        new("V3 resume with a session token", "AKIDtestvector0000000000000000000003", "vector-secret-key-0000000000000003", 1785542399, "as",
            [("content-type", "application/json"), ("host", "as.tencentcloudapi.com")],
            """{"AutoScalingGroupId":"asg-h7tgd87d","RefreshActivityId":"asr-juhf6ytr","ResumeMode":"CONTINUE"}""",
            "1f11ef8163a3df3e878004de1561531a55960800d58118a81eb66393d9c73110", "dca3dc40f5494b74844d2011b60ff6e7813f53a311b374f185cd14092a5cbd1e"),
        new("V4 host with a port", "AKIDtestvector0000000000000000000004", "vector-secret-key-0000000000000004", 1767225600, "as",
            [("content-type", "application/json"), ("host", "127.0.0.1:8080")], "{}", "",
                "91cf80055ad8e4cae9ba01f087d9f03f213fce5440e6022b5970ad3c7043b720"),
        new("V4 host without its port", "AKIDtestvector0000000000000000000004", "vector-secret-key-0000000000000004", 1767225600, "as",
            [("content-type", "application/json"), ("host", "127.0.0.1")], "{}", "",
                "e0bf4e9b43716966b61c8aebbf9dd18e5e7efa4b971fb46438f1076ca917ff2e"),
        new("V4 another service", "AKIDtestvector0000000000000000000004", "vector-secret-key-0000000000000004", 1767225600, "127",
            [("content-type", "application/json"), ("host", "127.0.0.1")], "{}", "",
                "4b60ca9842f8009feb47973eaf59796255310d5e91af601a5ae12c3ce49f5928"),
    ];

    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(Timestamp);

    public byte[] Bytes => Encoding.UTF8.GetBytes(Body);

    public override string ToString() => Name;
}
