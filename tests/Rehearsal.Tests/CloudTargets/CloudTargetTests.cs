using System.Text.Json.Nodes;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.CloudTargets;

internal sealed class CloudTargetTests
{
    [TestCase("groupId=asg-1,atBatch=2,kind=failOnce", """{"groupId":"asg-1","atBatch":2,"kind":"failOnce"}""")]
    [TestCase("action=StartInstanceRefresh, kind=error, probability=0.5, times=null",
        """{"action":"StartInstanceRefresh","kind":"error","probability":0.5,"times":null}""")]
    [TestCase("""{"instanceId":"ins-1","kind":"vanish"}""", """{"instanceId":"ins-1","kind":"vanish"}""")]
    public void FaultText_EitherForm_IsJson(string text, string expected) => Assert.That(FaultText.Read(text).ToJsonString(), Is.EqualTo(expected));

    [TestCase("""{"errors":["$.kind: must be one of a, b, not \u0027explode\u0027"]}""", " kind must be one of a, b, not 'explode'")]
    [TestCase("""{"errors":["$: times is at least 1","$.x: is not known here"]}""", "\n  times is at least 1\n  x is not known here")]
    [TestCase("no JSON", " no JSON")]
    [TestCase("[1]", " [1]")]
    [Bug("a refused fault was reported in raw JSON")]
    public void FaultText_Refusal_IsInSentences(string answer, string expected)
        => Assert.That(FaultRefusal.Of(new JsonObject { ["kind"] = "explode" }, answer),
            Is.EqualTo($$"""The simulator does not take the fault kind=explode:{{expected}}"""));

    [Test]
    [Bug("a service that is not there was only reported as a refused connection")]
    public void Remote_NobodyThere_SaysWhereAndHowToStartASimulator()
        => Assert.That(() => RemoteCloudTarget.OpenAsync(new Uri("http://127.0.0.1:9"), CancellationToken.None).Soon(), Throws.TypeOf<CloudTargetException>().With.Message
            .Contains("http://127.0.0.1:9").And.Message.Contains("dotnet run --project src/Simulator -- --port 9"));

    [Test]
    public async Task Remote_AnythingThatAnswers_IsAService()
    {
        await using SimulatedCloudTarget host = await SimulatedCloudTarget.OpenAsync(Fleet.Default, 1, null, CancellationToken.None).Soon();
        await using RemoteCloudTarget cloudTarget = await RemoteCloudTarget.OpenAsync(host.Endpoint, CancellationToken.None).Soon();
        Assert.That(cloudTarget.Endpoint, Is.EqualTo(host.Endpoint));
    }

    [Test, Platform(Exclude = "Win")]
    [Bug("the simulated cloud, which knows user data in clear, was open to everybody on the machine")]
    public async Task Simulated_Saved_IsForItsOwnerOnly()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("cloud-").FullName, "dev.cloud.json");
        await File.WriteAllTextAsync(file + ".new", "left by a crash");
        await using SimulatedCloudTarget cloudTarget = await SimulatedCloudTarget.OpenAsync(Fleet.Empty, 1, file, CancellationToken.None).Soon();
        cloudTarget.Save();
        cloudTarget.Save();
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Test]
    public async Task Simulated_SavedAndOpenedAgain_IsTheSameCloudAtTheSameTime()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("cloud-").FullName, "dev.cloud.json");
        DateTimeOffset left;
        Fleet three = Fleet.WithGroup("asg-9dn1a5y6", 3);
        await using (SimulatedCloudTarget first = await SimulatedCloudTarget.OpenAsync(three, 1, file, CancellationToken.None).Soon())
        {
            await first.PauseAsync(TimeSpan.FromMinutes(7), CancellationToken.None);
            left = first.Clock.GetUtcNow();
            first.Save();
        }

        await using SimulatedCloudTarget second = await SimulatedCloudTarget.OpenAsync(Fleet.Empty, 1, file, CancellationToken.None).Soon();
        Assert.That(second.Cloud.Group("asg-9dn1a5y6")!.Instances, Has.Length.EqualTo(3));
        Assert.That(second.Clock.GetUtcNow(), Is.EqualTo(left));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Test]
    public async Task Simulated_UnknownFault_SaysWhatTheSimulatorSays()
    {
        await using SimulatedCloudTarget cloudTarget = await SimulatedCloudTarget.OpenAsync(Fleet.Empty, 1, null, CancellationToken.None).Soon();
        Assert.That(() => cloudTarget.AddFaultAsync(new JsonObject { ["kind"] = "explode" }, CancellationToken.None).Soon(),
            Throws.TypeOf<CloudTargetException>().With.Message.Contains("explode"));
    }

    [Test]
    public async Task Remote_Simulator_ReportsItsCallsAndTakesFaults()
    {
        await using SimulatedCloudTarget host = await SimulatedCloudTarget.OpenAsync(Fleet.Default, 1, null, CancellationToken.None).Soon();
        await using RemoteCloudTarget cloudTarget = new(host.Endpoint);
        await cloudTarget.AddFaultAsync(FaultText.Read("groupId=asg-9dn1a5y6,atBatch=2,kind=failOnce"), CancellationToken.None).Soon();
        using HttpClient http = new() { BaseAddress = host.Endpoint };
        using HttpResponseMessage _ = await http.PostAsync("/", new StringContent("{}")).Soon();
        Assert.That(await cloudTarget.CallsAfterAsync(0, CancellationToken.None).Soon(), Has.Count.EqualTo(1));
        Assert.That(await cloudTarget.CallsAfterAsync(1, CancellationToken.None).Soon(), Is.Empty);
    }

    [Test]
    public async Task Remote_NobodyThere_HasNoCallsAndTakesNoFaults()
    {
        await using RemoteCloudTarget cloudTarget = new(new Uri("http://127.0.0.1:1"));
        Assert.That(await cloudTarget.CallsAfterAsync(0, CancellationToken.None).Soon(), Is.Empty);
        Assert.That(() => cloudTarget.AddFaultAsync([], CancellationToken.None).Soon(),
            Throws.TypeOf<CloudTargetException>().With.Message.Contains("does not answer"));
    }
}
