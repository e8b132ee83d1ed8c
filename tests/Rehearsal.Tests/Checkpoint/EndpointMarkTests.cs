using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Checkpoint;

[Bug("a state of one cloud was used with another without a word")]
internal sealed class EndpointMarkTests
{
    private static readonly Uri Simulator = new("http://127.0.0.1:9640");

    private string _folder = "";
    private string _state = "";

    [SetUp]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("mark-").FullName;
        _state = Path.Combine(_folder, "dev.json");
    }

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Difference_NoStateYet_IsNone()
    {
        new EndpointMark(_state).Save(Simulator);
        Assert.That(new EndpointMark(_state).Difference(null), Is.Null);
    }

    [Test]
    public void Difference_SameCloud_IsNone()
    {
        File.WriteAllText(_state, "{}");
        foreach (Uri? endpoint in new[] { null, Simulator })
        {
            new EndpointMark(_state).Save(endpoint);
            Assert.That(new EndpointMark(_state).Difference(endpoint), Is.Null);
        }
    }

    [Test]
    public void Difference_AnotherCloud_NamesBothAndTheWayBack()
    {
        File.WriteAllText(_state, "{}");
        new EndpointMark(_state).Save(Simulator);
        Assert.That(new EndpointMark(_state).Difference(null), Does.Contain("http://127.0.0.1:9640").And.Contain("--endpoint http://127.0.0.1:9640"));
        new EndpointMark(_state).Save(null);
        Assert.That(new EndpointMark(_state).Difference(Simulator), Does.Contain("Leave out --endpoint"));
    }
}
