using System.Text;
using System.Text.Json;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>Answers whose values are not of the type that their page says.</summary>
internal sealed class AnswerReaderTests
{
    private static readonly string[] OddValues = ["{}", "[]", "[{\"a\":[null]}]", "\"words\"", "1.5", "true", "99999999999999999999"];

    private static DescribeAutoScalingGroupsResponse Groups(string group) => AnswerReader.Read(
        Encoding.UTF8.GetBytes($$$"""{"Response":{"RequestId":"r","TotalCount":1,"AutoScalingGroupSet":[{{{group}}}]}}"""),
        WireJson.Default.AnswerDescribeAutoScalingGroupsResponse)!.Response!;

    private static RefreshActivity Activity(string activity) => AnswerReader.Read(
        Encoding.UTF8.GetBytes($$$"""{"Response":{"RequestId":"r","TotalCount":1,"RefreshActivitySet":[{{{activity}}}]}}"""),
        WireJson.Default.AnswerDescribeRefreshActivitiesResponse)!.Response!.RefreshActivitySet.Single();

    [TestCaseSource(nameof(OddValues))]
    public void MemberNobodyNeeds_OfAnyType_IsPassedOver(string value)
    {
        var members = string.Join(',', ToleratedMembers.Names.Select(name => $"\"{name}\":{value}"));
        var group = Groups($$"""{"AutoScalingGroupId":"asg-1",{{members}},"InstanceCount":6,"Unheard":{{value}}}""").AutoScalingGroupSet.Single();
        Assert.That((group.AutoScalingGroupId, group.InstanceCount), Is.EqualTo(("asg-1", 6)));
    }

    [Test]
    public void MemberNobodyNeeds_OddInOneOfMany_IsPassedOverInAll()
    {
        var groups = Groups("""
            {"AutoScalingGroupId":"asg-1","ProjectId":{},"ServiceSettings":{"ReplaceMonitorUnhealthy":[1]}},
            {"AutoScalingGroupId":"asg-2","ProjectId":7,"Tags":[]}
            """).AutoScalingGroupSet;
        Assert.That(groups.Select(group => group.AutoScalingGroupId), Is.EqualTo(new[] { "asg-1", "asg-2" }));
    }

    [TestCase("\"RefreshActivityId\":{}", "RefreshActivityId")]
    [TestCase("\"Status\":[]", "Status")]
    [TestCase("\"CurrentRefreshBatchNum\":\"two\"", "CurrentRefreshBatchNum")]
    [TestCase("\"CurrentRefreshBatchNum\":1.5", "CurrentRefreshBatchNum")]
    [TestCase("\"CurrentRefreshBatchNum\":true", "CurrentRefreshBatchNum")]
    [TestCase("\"CurrentRefreshBatchNum\":\"99999999999\"", "CurrentRefreshBatchNum")]
    [TestCase("\"RefreshBatchSet\":{}", "RefreshBatchSet")]
    [TestCase("\"RefreshSettings\":{\"CheckInstanceTargetHealth\":\"perhaps\"}", "CheckInstanceTargetHealth")]
    public void MemberThatIsNeeded_OfATypeThatSaysNothing_IsNamed(string member, string name)
        => Assert.That(() => Activity($"{{{member}}}"), Throws.InstanceOf<JsonException>().With.Property("Path").Contains(name));

    [TestCase("3")]
    [TestCase("3.0")]
    [TestCase("\"3\"")]
    [TestCase("\" 3 \"")]
    public void NumberThatIsNeeded_WrittenInAnotherWay_IsRead(string written)
        => Assert.That(Activity($$"""{"CurrentRefreshBatchNum":{{written}}}""").CurrentRefreshBatchNum, Is.EqualTo(3));

    [TestCase("true", true)]
    [TestCase("1", true)]
    [TestCase("\"True\"", true)]
    [TestCase("\"1\"", true)]
    [TestCase("false", false)]
    [TestCase("0", false)]
    [TestCase("\"false\"", false)]
    public void FlagThatIsNeeded_WrittenInAnotherWay_IsRead(string written, bool read)
    {
        var settings = Activity($$$"""{"RefreshSettings":{"CheckInstanceTargetHealth":{{{written}}}}}""").RefreshSettings!;
        Assert.That(settings.CheckInstanceTargetHealth, Is.EqualTo(read));
    }

    [TestCase("17", "17")]
    [TestCase("true", "true")]
    [TestCase("null", "")]
    public void TextThatIsNeeded_WrittenAsANumberOrFlag_IsRead(string written, string read)
        => Assert.That(Activity($$"""{"RefreshActivityId":{{written}}}""").RefreshActivityId, Is.EqualTo(read));

    [Test]
    [Bug("a null in a list of batches was a NullReferenceException")]
    public void Items_ThatAreNull_AreLeftOut()
    {
        var activity = Activity("""
            {"RefreshActivityId":"asr-1","RefreshBatchSet":[
             null,{"RefreshBatchNum":2,"RefreshBatchRelatedInstanceSet":[ null , {"InstanceId":"ins-1"}]},null]}
            """);
        Assert.That(activity.RefreshBatchSet.Single().RefreshBatchRelatedInstanceSet.Single().InstanceId, Is.EqualTo("ins-1"));
    }

    [Test]
    public void OddMember_ThatStandsThereTwice_IsUnreadableAndNoCrash()
        => Assert.That(() => Groups("""{"AutoScalingGroupId":"asg-1","ProjectId":{},"ProjectId":{}}"""), Throws.InstanceOf<JsonException>());

    [Test]
    public void LongAnswer_WithAnOddMemberInEveryObject_TakesTwoReadings()
    {
        var many = string.Join(
            ',', Enumerable.Range(0, 5000).Select(number => $$"""{"AutoScalingGroupId":"asg-{{number}}","ProjectId":"p{{number}}"}"""));
        Assert.That(Groups(many).AutoScalingGroupSet, Has.Count.EqualTo(5000));
    }
}
