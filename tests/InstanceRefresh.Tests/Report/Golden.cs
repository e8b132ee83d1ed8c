using System.Text;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>
/// Compares a text with the file of that name beside the tests. To approve what has changed on purpose, run the tests once with
/// <c>APPROVE=1</c> in the environment and read the difference in git before committing it.
/// </summary>
internal static class Golden
{
    public static void Matches(string name, string actual)
    {
        string path = Repository.PathOf($"tests/InstanceRefresh.Tests/Report/Golden/{name}");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.That(File.Exists(path), $"{path} is missing: run once with APPROVE=1.");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"{name} changed. If on purpose: APPROVE=1 dotnet test --filter Report, and look at the difference.");
    }
}
