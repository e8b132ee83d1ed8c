using TencentcloudRefresh.Provider.Hosting;

namespace TencentcloudRefresh.Provider.Tests.Hosting;

public sealed class LaunchArgumentsTests
{
    [TestCase("", null)]
    [TestCase("127.0.0.1:34567", "127.0.0.1:34567")]
    [TestCase("--logtostderr -v=9 127.0.0.1:34567", "127.0.0.1:34567")]
    [TestCase("-logtostderr --v=3 --tracing http://collector:9411 127.0.0.1:1", "127.0.0.1:1")]
    [TestCase("--tracing=file:/tmp/trace 127.0.0.1:1", "127.0.0.1:1")]
    [TestCase("--logflow --some-future-flag 127.0.0.1:1", "127.0.0.1:1")]
    [TestCase("--tracing 127.0.0.1:9411", null)]
    public void Parse_CommandLine_FindsTheEngine(string line, string? address)
        => Assert.That(LaunchArguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Is.EqualTo(new LaunchArguments(address)));

    [TestCase("--version", LaunchQuestion.Version)]
    [TestCase("--help", LaunchQuestion.Help)]
    [TestCase("-h", LaunchQuestion.Help)]
    [TestCase("--schema", LaunchQuestion.Schema)]
    [TestCase("--logtostderr --schema", LaunchQuestion.Schema)]
    public void Parse_Question_IsAsked(string line, object question)
        => Assert.That(LaunchArguments.Parse(line.Split(' ')), Is.EqualTo(new LaunchArguments((string?)null) { Question = (LaunchQuestion)question }));

    [Test]
    public void Parse_QuestionBesideAnEngine_DoesNotCount()
        => Assert.That(LaunchArguments.Parse(["--version", "127.0.0.1:34567"]), Is.EqualTo(new LaunchArguments("127.0.0.1:34567")));

    [TestCase("help")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:0")]
    [TestCase("127.0.0.1:port")]
    public void Parse_NoAddress_IsRefusedInWords(string argument)
        => Assert.That(() => LaunchArguments.Parse([argument]), Throws.TypeOf<FormatException>().With.Message.Contains($"\"{argument}\" is not the address of an engine"));
}
