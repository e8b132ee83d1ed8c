using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Config;

internal sealed class StackFileTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("stackfile-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Read_Scalars_AreTexts()
    {
        StackConfig config = Read("config:\n  web:count: 6\n  web:on: true\n  plain: x\n  other:region: ap-guangzhou\n");
        Assert.That(config.Values.Select(entry => $"{entry.Key}={entry.Value.Text}"),
            Is.EqualTo(new[] { "other:region=ap-guangzhou", "web:count=6", "web:on=true", "web:plain=x" }));
    }

    [Test]
    public void Read_Structures_BecomeJson()
    {
        StackConfig config = Read("config:\n  web:list: [a, 2, true, \"3\", null, 0644, 1.10, 2026-11-30]\n  web:map:\n    size: 1.5\n    inner: {x: ü}\n");
        Assert.That(config.Find("list")!.Value.Text, Is.EqualTo("""["a",2,true,"3",null,420,1.1,"2026-11-30T00:00:00Z"]"""));
        Assert.That(config.Find("map")!.Value.Text, Is.EqualTo("""{"inner":{"x":"ü"},"size":1.5}"""));
    }

    [Test]
    public void Read_SecureValues_AreOpenedAndStaySecret()
    {
        PassphraseCrypter crypter = PassphraseCrypter.Create("test", rounds: 1);
        StackConfig config = Read(
            $"encryptionsalt: {crypter.State}\nconfig:\n  web:key:\n    secure: {crypter.Encrypt("s3cret")}\n  web:map:\n    inner:\n      secure: {crypter.Encrypt("deep")}\n");
        Assert.That(config.Find("key"), Is.EqualTo(new ConfigValue("s3cret", true)));
        Assert.That(config.Find("map"), Is.EqualTo(new ConfigValue("""{"inner":"deep"}""", true)));
        Assert.That(config.SecretKeysJson(), Is.EqualTo("""["web:key","web:map"]"""));
        Assert.That(config.Find("key").ToString(), Is.EqualTo("[secret]"));
    }

    [Test]
    [Bug("a secure value was opened before --config could replace it, so that a passphrase was needed for nothing")]
    public void Read_OverrideOfASecureValue_LeavesItClosed()
    {
        PassphraseCrypter another = PassphraseCrypter.Create("another", rounds: 1);
        StackConfig config = Read($"encryptionsalt: {another.State}\nconfig:\n  web:key:\n    secure: {another.Encrypt("s3cret")}\n", "key=mine");
        Assert.That(config.Find("key"), Is.EqualTo(new ConfigValue("mine", true)));
    }

    [TestCase("config:\n  web:key: {secure: v1:a:b}\n", "web:key", TestName = "Read_SecureValueWithoutSalt_NamesTheSetting")]
    [TestCase("config: [\n", "line", TestName = "Read_BrokenYaml_NamesTheLine")]
    [TestCase("- a\n", "line 1", TestName = "Read_AList_IsRefused")]
    [TestCase("config:\n  - imageId: x\n", "line 2", TestName = "Read_ConfigThatIsAList_IsRefused")]
    [TestCase("config:\n  a: b\n  [x, y]: z\n", "line 3", TestName = "Read_ListAsKey_IsRefused")]
    [TestCase("config:\n  a: b\n  7: z\n", "line 3", TestName = "Read_NumberAsKey_IsRefused")]
    [TestCase("config:\n  a: &x [1, *x]\n", "line 2", TestName = "Read_AliasToItself_IsRefused")]
    [TestCase("config:\n  a: *x\n", "line 2", TestName = "Read_AliasToNothing_IsRefused")]
    [TestCase("config:\n  a: 1\n  web:a: 2\n", "twice", TestName = "Read_SettingWithAndWithoutProject_IsRefused")]
    [TestCase("config:\n  a: [.nan]\n", "line 2", TestName = "Read_NumberThatJsonDoesNotHave_IsRefused")]
    [TestCase("environment:\n  - prod\nconfig: {}\n", "not supported", TestName = "Read_Environment_IsToldAsNotSupported")]
    [TestCase("mainEnvironment: payments/dev\n", "not supported", TestName = "Read_MainEnvironment_IsToldAsNotSupported")]
    [TestCase("config:\n  a: \"\u0001\"\n", "line 2", TestName = "Read_ControlCharacter_IsRefused")]
    [Bug("a list as key, an alias to itself and a config that is a list ended with an exception of the library or of .NET")]
    public void Read_UnusableFile_NamesFileAndPlace(string text, string expected)
        => Assert.That(() => Read(text),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains(expected).And.Message.Contains("Pulumi.dev.yaml"));

    [Test]
    public void Read_AliasesThatGrowWithoutEnd_AreRefused()
    {
        IEnumerable<string> lines = Enumerable.Range(1, 30).Select(level => $"  a{level}: &a{level} [*a{level - 1}, *a{level - 1}, *a{level - 1}]");
        Assert.That(() => Read($"config:\n  a00: &a0 [x]\n{string.Join('\n', lines)}\n"), Throws.TypeOf<ConfigurationException>());
    }

    [Test]
    [Bug("deeply nested brackets ended the process")]
    public void Read_NestedTooDeep_IsRefused()
        => Assert.That(() => Read($"config:\n  a: {new string('[', 100_000)}"), Throws.TypeOf<ConfigurationException>().With.Message.Contains("levels"));

    [Test]
    public void Read_MergeKeysAndAliases_AreWrittenOut()
    {
        StackConfig config = Read("""
            config:
              web:base: &base {team: web, cost: 1}
              web:more: &more {cost: 2, extra: true}
              web:tags: {<<: *base, team: own}
              web:list: {<<: [*base, *more]}
              web:again: *base
            """);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Find("tags")!.Value.Text, Is.EqualTo("""{"cost":1,"team":"own"}"""));
            Assert.That(config.Find("list")!.Value.Text, Is.EqualTo("""{"cost":1,"extra":true,"team":"web"}"""));
            Assert.That(config.Find("again")!.Value.Text, Is.EqualTo("""{"cost":1,"team":"web"}"""));
        }
    }

    [TestCase("")]
    [TestCase("# nothing\n")]
    [TestCase("config:\n")]
    [TestCase("environment: []\n")]
    [TestCase("\uFEFFconfig: {}\r\n")]
    public void Read_NothingInIt_IsNoSetting(string text) => Assert.That(Read(text).Values, Is.Empty);

    [Test]
    public void Read_ByteOrderMarkAndCarriageReturns_AreNoPartOfIt()
        => Assert.That(Read("\uFEFFconfig:\r\n  a: b\r\n").Find("a")!.Value.Text, Is.EqualTo("b"));

    [Test]
    public void Read_NotUtf8_IsReported()
    {
        string path = Path.Combine(_folder, "Pulumi.dev.yaml");
        File.WriteAllBytes(path, [.. "config: {a: "u8, 0xFF, .. "}"u8]);
        Assert.That(() => StackFile.Read(path, "web"), Throws.TypeOf<ConfigurationException>().With.Message.Contains("UTF-8"));
    }

    [Test]
    public void Namespace_OfAPackage_LeavesTheNamespaceOut()
        => Assert.That(Read("config:\n  tc:region: x\n  region: y\n").Namespace("tc").Select(entry => entry.Key), Is.EqualTo(new[] { "region" }));

    [Test]
    public void Read_ChangedTexts_AreReadOrRefused()
    {
        string path = Path.Combine(_folder, "Pulumi.dev.yaml");
        StackSecrets secrets = new("test", rounds: 1);
        string[] examples =
        [
            File.ReadAllText(Repository.PathOf("Pulumi.dev.yaml")),
            "encryptionsalt: v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAA\nconfig:\n  web:a: &a {secure: \"v1:x:y\"}\n  b: *a\n  c: {<<: *a, d: [0644, 1_0, 1.10, ~, 2026-11-30]}\n",
            "config:\n  text: |\n    one\n    two\n  folded: >-\n    three\n  \"q\\u00e9\": 'it''s'\n  ? long\n  : !!str 12\n",
        ];
        Fuzz.Run("stack file", examples, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            try
            {
                _ = StackFile.Read(path, "web").Open(secrets, static _ => false).ToList();
            }
            catch (Exception refused) when (refused is ConfigurationException or SecretsException)
            {
                // Reported with the file's name.
            }
        });
    }

    private StackConfig Read(string text, params string[] overrides)
    {
        string path = Path.Combine(_folder, "Pulumi.dev.yaml");
        File.WriteAllText(path, text);
        StackFile file = StackFile.Read(path, "web");
        ProjectFile project = new("web", _folder, _folder);
        return StackSettings.Read(project, StackName.Parse("dev", "web"), file, ConfigOverrides.None.With(overrides, "web", file.IsSecret), new("test", rounds: 1));
    }
}
