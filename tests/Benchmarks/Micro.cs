using BenchmarkDotNet.Attributes;
using Google.Protobuf.WellKnownTypes;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.PulumiProtocol.Structs;

namespace TencentcloudRefresh.Benchmarks;

/// <summary>The pure parts: signing, codec, decision, difference; the last three with the largest group that there is.</summary>
[MemoryDiagnoser]
public class Micro
{
    private const int Batches = 20;
    private const int InBatch = 100;
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly RequestSigner _signer = new();
    private readonly Credentials _credentials = new("AKIDsimulator0000000000000000000001", "simulator-secret-key-00000000000001");
    private readonly (string, string)[] _headers = [("content-type", "application/json"), ("host", "as.tencentcloudapi.com")];
    private readonly byte[] _body = """{"RefreshActivityIds":["asr-00000001"],"Limit":100}"""u8.ToArray();
    private readonly RefreshActivity _activity = LargestActivity();
    private readonly PropertyMap _news = InputsOf("img-2");
    private readonly RefreshInputs _olds = InputsCheck.Check(InputsOf("img-1")).Wanted.Typed;
    private RefreshOutputs _outputs = null!;
    private Struct _wire = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _outputs = Outputs();
        _wire = PropertyCodec.ToStruct(new(_outputs.ToMap(_olds.ToMap())));
    }

    [Benchmark]
    public string Sign() => _signer.Authorize(_credentials, "as", Noon, _headers, _body);

    [Benchmark]
    public object ReadStruct() => PropertyCodec.FromStruct(_wire);

    [Benchmark]
    public object WriteStruct() => PropertyCodec.ToStruct(new(_outputs.ToMap(_olds.ToMap())));

    [Benchmark]
    public object DecideAndMap()
    {
        var step = RolloutDecision.Decide(Situation.Of(_activity), RolloutPolicy.Of(_olds, ResumeTrigger.None));
        return (step, Outputs().ToMap(_olds.ToMap()));
    }

    [Benchmark]
    public object CheckAndDiff() => RefreshDiff.Between(_olds, _outputs, InputsCheck.Check(_news).Wanted);

    private RefreshOutputs Outputs() => OutputsBuilder.Build(new() { RefreshActivityId = _activity.RefreshActivityId }, _activity, rollback: null, Noon);

    private static PropertyMap InputsOf(string image) => ((PropertyValue.Object)PropertyJson.ReadPlain($$$"""
        {"autoScalingGroupId": "asg-00000001", "refreshSettings": {"rollingUpdateSettings": {"batchNumber": {{{Batches}}}}}, "triggers": {"image": "{{{image}}}"}}
        """)).Members;

    private static RefreshActivity LargestActivity() => new()
    {
        AutoScalingGroupId = "asg-00000001",
        RefreshActivityId = "asr-00000001",
        ActivityType = ActivityType.Normal,
        RefreshMode = RefreshMode.Reset,
        Status = ActivityStatus.Running,
        CurrentRefreshBatchNum = Batches / 2,
        CreatedTime = Noon.AddHours(-1),
        StartTime = Noon.AddHours(-1),
        RefreshBatchSet = [.. Enumerable.Range(1, Batches).Select(Batch)],
    };

    private static RefreshBatch Batch(int number) => new()
    {
        RefreshBatchNum = number,
        RefreshBatchStatus = number < Batches / 2 ? BatchStatus.Successful : number == Batches / 2 ? BatchStatus.Running : BatchStatus.Waiting,
        StartTime = number <= Batches / 2 ? Noon.AddMinutes(number - 60) : null,
        EndTime = number < Batches / 2 ? Noon.AddMinutes(number - 59) : null,
        RefreshBatchRelatedInstanceSet = [.. Enumerable.Range(0, InBatch).Select(index => new RefreshBatchInstance
        {
            InstanceId = $"ins-{number:d4}{index:d4}",
            InstanceStatus = number < Batches / 2 ? InstanceStatus.Successful : number == Batches / 2 ? InstanceStatus.Running : InstanceStatus.Waiting,
            LastActivityId = $"asa-{number:d8}",
            InstanceStatusMessage = "success",
        })],
    };
}
