using System.Text;
using System.Text.RegularExpressions;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>
/// Compares a text with the file of that name beside the tests. To approve what has changed on purpose, run the tests once with
/// <c>APPROVE=1</c> in the environment and read the difference in git before committing it.
/// </summary>
internal static partial class Golden
{
    /// <summary>A page, without its style sheet: how it looks is for the browser's tests.</summary>
    public static void MatchesPage(string name, string page) => Matches(name, StyleSheet().Replace(page, "<style></style>"));

    public static void Matches(string name, string actual)
    {
        string path = Repository.PathOf($"tests/InstanceRefresh.Tests/Report/Golden/{name}");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.That(File.Exists(path), $"{path} is missing: run once with APPROVE=1.");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"{name} changed. If on purpose: APPROVE=1 dotnet test --filter Report, and look at the difference.");
    }

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex StyleSheet();
}
