using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Services;

namespace TencentcloudRefresh.Rehearsal.Tests.Services;

internal sealed class GoalReaderTests
{
    [Test]
    public void Read_ReplacementOptions_ReachTheGoal()
    {
        ResourceGoal goal = Read(new()
        {
            ReplaceWith = { EngineFixture.UrnOf("other") },
            ReplacementTrigger = Value.ForStruct(new() { Fields = { ["version"] = Value.ForNumber(2) } }),
        });
        Assert.That(goal.ReplaceWith, Is.EqualTo(new[] { EngineFixture.UrnOf("other") }));
        Assert.That(goal.ReplacementTrigger, Is.EqualTo(new PropertyValue.Object(PropertyMap.Of(("version", 2)))));
    }

    [Test]
    public void Read_NoReplacementTriggerOrNull_IsNone()
    {
        Assert.That(Read(new()).ReplacementTrigger, Is.Null);
        Assert.That(Read(new() { ReplacementTrigger = Value.ForNull() }).ReplacementTrigger, Is.Null);
    }

    private static ResourceGoal Read(RegisterResourceRequest request)
    {
        (request.Type, request.Name, request.Custom) = ("test:index:Thing", "a", true);
        return GoalReader.Read(request);
    }
}
