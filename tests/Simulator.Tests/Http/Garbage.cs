using System.Text;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>Makes requests that are wrong in every way there is, the same ones for the same seed.</summary>
internal sealed class Garbage(int seed)
{
    private static readonly string[] Actions =
    [
        "StartInstanceRefresh", "ResumeInstanceRefresh", "RollbackInstanceRefresh", "DescribeRefreshActivities", "DescribeAutoScalingInstances", "CreateLaunchConfiguration",
        "CreateAutoScalingGroup", "ModifyAutoScalingGroup", "ModifyResourceTags", "EnterStandby",
    ];

    private static readonly string[] Good =
    [
        """{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshSettings":{"RollingUpdateSettings":{"BatchNumber":3,"BatchPause":"BATCH_INTERVAL_PAUSE","MaxSurge":1},"CheckInstanceTargetHealth":true}}""",
        """{"Filters":[{"Name":"auto-scaling-group-id","Values":["asg-9dn1a5y6"]}],"Limit":20,"Offset":0}""",
        """{"LaunchConfigurationName":"x","ImageId":"img-00000001","InstanceType":"S5.SMALL1","LoginSettings":{"KeyIds":["skey-1"]},"UserData":"aGk="}""",
        """{"AutoScalingGroupId":"asg-9dn1a5y6","InstanceIds":["ins-00000001","ins-00000002"]}""",
    ];

    private static readonly string[] Values =
    [
        "1e999", "-1", "0", "123456789012345678901234567890", "1.5", "0.1e-400", "null", "true", "[]", "{}", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[[[[]]]]", "\"asg-9dn1a5y6\"", "[null]", "{\"a\":1}", "-0", "9223372036854775808",
    ];

    private readonly Random _random = new(seed);

    public string Action() => _random.Next(20) == 0 ? Text(12) : Actions[_random.Next(Actions.Length)];

    public byte[] Body() => _random.Next(8) switch
    {
        0 => Bytes(_random.Next(200)),
        1 => Encoding.UTF8.GetBytes(Cut(Good[_random.Next(Good.Length)])),
        2 => Encoding.UTF8.GetBytes(new string(_random.Next(2) == 0 ? '[' : '{', _random.Next(1, 400))),
        3 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"Filters\":", _random.Next(1, 120)))),
        4 => Flip(Encoding.UTF8.GetBytes(Good[_random.Next(Good.Length)])),
        5 => Encoding.UTF8.GetBytes(Values[_random.Next(Values.Length)]),
        _ => Encoding.UTF8.GetBytes(Swap(Good[_random.Next(Good.Length)])),
    };

    /// <summary>A header that is long, missing, or anything.</summary>
    public string? Header(string usual) => _random.Next(12) switch
    {
        0 => null,
        1 => Text(_random.Next(40)),
        2 => new string('x', _random.Next(6_000)),
        3 => Cut(usual),
        4 => usual + Text(3),
        _ => usual,
    };

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    public int Next(int below) => _random.Next(below);

    private string Cut(string text) => text[.._random.Next(text.Length)];

    private byte[] Flip(byte[] bytes)
    {
        for (var i = 0; i <= _random.Next(4); i++)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    /// <summary>Puts something else where a value stood.</summary>
    private string Swap(string json)
    {
        var places = Enumerable.Range(0, json.Length).Where(at => json[at] == ':').ToList();
        var from = places[_random.Next(places.Count)] + 1;
        var to = json.IndexOfAny([',', '}'], from);
        return json[..from] + Values[_random.Next(Values.Length)] + json[to..];
    }

    private string Text(int length) => string.Create(length, _random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = (char)random.Next(0x21, 0x7F);
    });
}
