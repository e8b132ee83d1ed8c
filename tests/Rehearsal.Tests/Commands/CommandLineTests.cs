using TencentcloudRefresh.Rehearsal.Commands;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Commands;

/// <summary>What is said to people who asked wrongly. Reads the console, which is one for all tests.</summary>
[NonParallelizable]
internal sealed class CommandLineTests
{
    [TestCase("up --nope", "--nope", "up --help")]
    [TestCase("upp", "There is no command 'upp'", "Did you mean up?")]
    [TestCase("up --chekpoint x", "There is no option '--chekpoint'", "Did you mean --checkpoint?")]
    [TestCase("xyzzy", "There is no command 'xyzzy'", "`--help` lists the commands")]
    [TestCase("up --fault", "--fault", "up --help")]
    [TestCase("up --seed x", "--seed must be a number from 0 to 2147483647, not 'x'", "up --help")]
    [TestCase("up -p 0", "--parallel must be a number from 1 to 1000, not '0'", "up --help")]
    [TestCase("up --replace rollout", "--replace rollout: expected a URN", "state")]
    [TestCase("destroy --target rollout", "--target rollout: expected a URN", "state")]
    [TestCase("destroy --replace rollout", "--replace", "destroy --help")]
    [TestCase("state taint", "urn", "state taint --help")]
    [TestCase("preview --poll-seconds 0.001", "--poll-seconds must be a number from 0.01 to 60", "preview --help")]
    [Bug("wrong usage ended with code 1 and the whole help")]
    public async Task Invoke_WrongUsage_IsCodeTwoWithTheReasonAndTheWayToHelp(string arguments, string reason, string help)
    {
        (int code, string output, string errors) = await RunAsync(arguments.Split(' '));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(output, Is.Empty);
            Assert.That(errors, Does.StartWith("error: ").And.Contain(reason).And.Contain(help).And.Not.Contain("System."));
            Assert.That(errors.TrimEnd().Split('\n'), Has.Length.LessThanOrEqualTo(3));
        }
    }

    [TestCase("--help")]
    [TestCase("up --help")]
    [TestCase("refresh --help")]
    [TestCase("state --help")]
    [Bug("help went beyond 80 columns")]
    public async Task Invoke_Help_IsWithin80Columns(string arguments)
    {
        (int code, string output, _) = await RunAsync(arguments.Split(' '));
        Assert.That(code, Is.Zero);
        Assert.That(output.ReplaceLineEndings("\n").Split('\n'), Has.All.Length.LessThanOrEqualTo(80));
    }

    [Test, Platform(Exclude = "Win")]
    [Bug("a file without permission ended with a stack trace")]
    public async Task Invoke_FileWithoutPermission_IsReported()
    {
        string folder = Directory.CreateTempSubdirectory("commands-").FullName;
        string state = Path.Combine(folder, "dev.json");
        await File.WriteAllTextAsync(state, "{}");
        // A folder in the place of the file is refused to everybody, root included.
        (int code, _, string errors) = await RunAsync("state", "--checkpoint", state, "--export", folder);
        Directory.Delete(folder, recursive: true);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(errors, Does.StartWith("error: --export ").And.Not.Contain("   at "));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        (TextWriter output, TextWriter errors) = (Console.Out, Console.Error);
        using StringWriter written = new(), complaints = new();
        Console.SetOut(written);
        Console.SetError(complaints);
        try
        {
            return (await new CommandLine().InvokeAsync(arguments).Soon(), written.ToString(), complaints.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
