using TencentcloudRefresh.Provider.Hosting;

namespace TencentcloudRefresh.Provider.Tests.Hosting;

public sealed class LaunchArgumentsTests
{
    [TestCase("", null, 0)]
    [TestCase("127.0.0.1:34567", "127.0.0.1:34567", 0)]
    [TestCase("--logtostderr -v=9 127.0.0.1:34567", "127.0.0.1:34567", 9)]
    [TestCase("-logtostderr --v=3 --tracing http://collector:9411 127.0.0.1:1", "127.0.0.1:1", 3)]
    [TestCase("--tracing=file:/tmp/trace 127.0.0.1:1", "127.0.0.1:1", 0)]
    [TestCase("--logflow --some-future-flag 127.0.0.1:1", "127.0.0.1:1", 0)]
    [TestCase("--tracing 127.0.0.1:9411", null, 0)]
    public void Parse_CommandLine_FindsTheEngine(string line, string? address, int verbosity)
        => Assert.That(LaunchArguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Is.EqualTo(new LaunchArguments(address, verbosity)));

    [TestCase("help")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:0")]
    [TestCase("127.0.0.1:port")]
    public void Parse_NoAddress_IsRefusedInWords(string argument)
        => Assert.That(() => LaunchArguments.Parse([argument]), Throws.TypeOf<FormatException>().With.Message.Contains($"\"{argument}\" is not the address of an engine"));
}
