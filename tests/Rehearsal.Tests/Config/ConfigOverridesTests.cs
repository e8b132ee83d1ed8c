using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.CloudTargets;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Config;

internal sealed class ConfigOverridesTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("overrides-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    [Bug("after a failed `up --config imageId=new` the advised plain `up` rolled the old image over the fleet")]
    public async Task Open_WithoutConfig_KeepsWhatTheLastRunWasGiven()
    {
        await using (Session first = await OpenAndKeepAsync("imageId=img-new00001", "tencentcloud:region=ap-tokyo"))
            Assert.That(first.Config.Find("imageId")!.Value.Text, Is.EqualTo("img-new00001"));
        await using (Session plain = await OpenAsync())
        {
            Assert.That(plain.Config.Find("imageId")!.Value.Text, Is.EqualTo("img-new00001"));
            Assert.That(plain.Overrides.Summary("web-fleet"),
                Is.EqualTo("In force from --config: tencentcloud:region=ap-tokyo, imageId=img-new00001 (--config tencentcloud:region- removes one)"));
        }

        await using (Session removed = await OpenAndKeepAsync("imageId-"))
            Assert.That(removed.Config.Find("imageId")!.Value.Text, Is.Not.EqualTo("img-new00001"));
        await using (Session last = await OpenAndKeepAsync("tencentcloud:region-"))
            Assert.That(last.Overrides.Summary("web-fleet"), Is.Null);
        Assert.That(File.Exists(Path.Combine(_folder, "dev.config.json")), Is.False);
    }

    [Test, Bug("a command that was refused still kept its --config for the runs after it")]
    public async Task Open_Refused_KeepsNothing()
    {
        SessionOptions options = Options("imageId=img-new00001") with { Faults = [FaultText.Read("batch=1,kind=failOnce")] };

        Assert.That(async () => await Session.OpenAsync(options, CancellationToken.None).Soon(), Throws.TypeOf<CloudTargetException>());

        Assert.That(File.Exists(Path.Combine(_folder, "dev.config.json")), Is.False);
    }

    [Test]
    public async Task Open_Ephemeral_NeitherReadsNorKeepsThem()
    {
        await using (Session first = await OpenAndKeepAsync("imageId=img-new00001"))
        {
        }

        await using Session scenario = await Session.OpenAsync(Options("instanceCount=3") with { Ephemeral = true }, CancellationToken.None).Soon();
        Assert.That(scenario.Overrides.Values.Keys, Is.EqualTo(new[] { "web-fleet:instanceCount" }));
        await using Session next = await OpenAsync();
        Assert.That(next.Overrides.Values.Keys, Is.EqualTo(new[] { "web-fleet:imageId" }));
    }

    [Test]
    public void With_KeyWithoutNamespace_BelongsToTheProject()
        => Assert.That(With("count=6", "tc:region=a=b").Values.Select(entry => $"{entry.Key}={entry.Value.Text}"), Is.EqualTo(new[] { "tc:region=a=b", "web:count=6" }));

    [TestCase("count")]
    [TestCase("=6")]
    [TestCase(" =6")]
    [TestCase("-")]
    [TestCase("")]
    public void With_NeitherOfTheForms_IsRefused(string text)
        => Assert.That(() => With(text), Throws.TypeOf<ConfigurationException>().With.Message.Contains("key=value"));

    [Test]
    public void With_ValueThatEndsInAHyphen_IsAValue() => Assert.That(With("name=web-").Values["web:name"].Text, Is.EqualTo("web-"));

    [Test]
    public void Save_SecretOfTheStackFileOrByName_IsSealedAndNotShown()
    {
        string path = Path.Combine(_folder, "dev.config.json");
        StackSecrets secrets = new("test", rounds: 1);
        ConfigOverrides given = ConfigOverrides.None.With(["userDataSecret=s3cret", "own=s3cret", "tc:secretKey=s3cret", "plain=1.10"], "web", key => key == "web:own");
        given.Save(path, secrets);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(path), Does.Not.Contain("s3cret"));
            Assert.That(given.Summary("web"), Does.Not.Contain("s3cret"));
            Assert.That(ConfigOverrides.Load(path, "web", new("test", rounds: 1)).Values, Is.EqualTo(given.Values));
        }
    }

    [Test]
    public void Summary_LongValuesAndControlCharacters_StayInOneShortLine()
        => Assert.That(With("a=" + new string('x', 500) + "\n", "b=1\n2").Summary("web"), Has.Length.LessThan(140).And.Not.Contain("\n"));

    private static ConfigOverrides With(params string[] assignments) => ConfigOverrides.None.With(assignments, "web", static _ => false);

    private Task<Session> OpenAsync(params string[] config) => Session.OpenAsync(Options(config), CancellationToken.None).Soon();

    /// <summary>As after an operation that has succeeded.</summary>
    private async Task<Session> OpenAndKeepAsync(params string[] config)
    {
        Session session = await OpenAsync(config);
        session.KeepSettings();
        return session;
    }

    private SessionOptions Options(params string[] config) => new()
    {
        ProjectDirectory = Repository.PathOf("."),
        ProviderPath = Path.Combine(_folder, "no-provider"),
        ProgramPath = Path.Combine(_folder, "no-program"),
        Checkpoint = Path.Combine(_folder, "dev.json"),
        Config = config,
    };
}
