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

    [TestCase("help")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:0")]
    [TestCase("127.0.0.1:port")]
    public void Parse_NoAddress_IsRefusedInWords(string argument)
        => Assert.That(() => LaunchArguments.Parse([argument]), Throws.TypeOf<FormatException>().With.Message.Contains($"\"{argument}\" is not the address of an engine"));
}
