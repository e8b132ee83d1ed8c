using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.VirtualTime;
using static TencentcloudRefresh.Rehearsal.Tests.EngineFixture;

namespace TencentcloudRefresh.Rehearsal.Tests.Checkpoint;

internal sealed class CheckpointFileTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("checkpoint-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Load_NoFile_IsEmpty() => Assert.That(Open().Load().IsEmpty, Is.True);

    [Test]
    public void Load_AfterSave_GivesEveryMemberBack()
    {
        ResourceState full = new()
        {
            Urn = UrnOf("a"),
            Type = "test:index:Thing",
            Custom = true,
            Id = "id-1",
            Delete = true,
            PendingReplacement = true,
            Inputs = PropertyMap.Of(("size", 3.5), ("list", PropertyValue.Array.Of(true, "x", PropertyValue.Null.Value)),
                ("key", new PropertyValue.Secret("s3cret"))),
            Outputs = PropertyMap.Of(("nested", PropertyValue.Object.Of(("deep", new PropertyValue.Secret(PropertyValue.Object.Of(("a", 1))))))),
            Parent = StackUrn,
            Provider = "urn:pulumi:dev::proj::pulumi:providers:test::default::4711",
            Dependencies = [UrnOf("b")],
            PropertyDependencies = EngineFixture.NoPropertyDependencies.Add("size", [UrnOf("b")]).Add("list", []),
            InitErrors = ["batch 2 failed"],
            Timeouts = new(1800, 60.5, 0, 0),
            Created = VirtualClock.DefaultStart,
            Modified = VirtualClock.DefaultStart.AddSeconds(1.25),
            Protect = true,
            RetainOnDelete = true,
            External = true,
            AdditionalSecretOutputs = ["token"],
            IgnoreChanges = ["a.b[0]"],
            ReplaceOnChanges = ["*"],
            DeletedWith = UrnOf("b"),
            ImportId = "id-0",
            ReplaceWith = [UrnOf("b")],
            ReplacementTrigger = new PropertyValue.Secret("v2"),
            Taint = true,
        };
        Open().Save(new([full], [new(full, PendingKind.Deleting)]));
        Snapshot loaded = Open().Load();
        Assert.That(Text(loaded.Resources[0]), Is.EqualTo(Text(full)));
        Assert.That(loaded.PendingOperations.Single().Kind, Is.EqualTo(PendingKind.Deleting));
    }

    [Test]
    public void Save_Always_HasTheEnginesShape()
    {
        Open().Save(new([Entry("a")], []));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(FilePath));
        JsonElement root = json.RootElement;
        JsonElement manifest = root.GetProperty("deployment").GetProperty("manifest");
        byte[] version = Encoding.UTF8.GetBytes(manifest.GetProperty("version").GetString()!);
        Assert.That(root.GetProperty("version").GetInt32(), Is.EqualTo(3));
        Assert.That(manifest.GetProperty("magic").GetString(),
            Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(version))));
        Assert.That(manifest.GetProperty("time").GetString(), Is.EqualTo("2026-01-05T08:00:00Z"));
        Assert.That(root.GetProperty("deployment").GetProperty("resources")[0].EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "urn", "custom", "id", "type" }));
        Assert.That(root.GetProperty("deployment").TryGetProperty("secrets_providers", out _), Is.False, "nothing is secret");
    }

    [Test]
    public void Save_Secrets_AreSealedAndTheSaltStays()
    {
        CheckpointFile file = Open();
        file.Save(new([Entry("a") with { Inputs = PropertyMap.Of(("key", new PropertyValue.Secret("s3cret"))) }], []));
        string first = File.ReadAllText(FilePath);
        CheckpointFile again = Open();
        again.Save(again.Load());
        Assert.That(first, Does.Not.Contain("s3cret").And.Contain("1b47061264138c4ac30d75fd1eb44270").And.Contain("\"type\": \"passphrase\""));
        Assert.That(File.ReadAllText(FilePath), Is.EqualTo(first));
    }

    [TestCase("""{"version":2,"deployment":{}}""", "version 2")]
    [TestCase("""{"version":4,"features":["views"],"deployment":{}}""", "views")]
    [TestCase("""{"version":3,"deployment":{"secrets_providers":{"type":"service","state":{}}}}""", "service")]
    [TestCase("""{"version":3,"deployment":{"resources":[{"urn":1""", "not the JSON of a state")]
    [TestCase("not json", "not the JSON of a state")]
    public void Load_FileOfAnotherKind_SaysWhatIsWrong(string text, string expected)
    {
        File.WriteAllText(FilePath, text);
        Assert.That(() => Open().Load(), Throws.TypeOf<CheckpointException>().With.Message.Contains(expected).And.Message.Contains(FilePath));
    }

    [Test]
    public void Load_OtherPassphrase_SaysSo()
    {
        Open().Save(new([Entry("a") with { Inputs = PropertyMap.Of(("key", new PropertyValue.Secret("s3cret"))) }], []));
        Assert.That(() => Open("another").Load(), Throws.TypeOf<SecretsException>());
    }

    [Test]
    public void Lock_HeldByAnotherRun_Refuses()
    {
        using (Open().Lock())
            Assert.That(() => Open().Lock(), Throws.TypeOf<CheckpointException>().With.Message.Contains("Another update"));
        Open().Lock().Dispose();
    }

    private string FilePath => Path.Combine(_folder, "dev.json");

    private CheckpointFile Open(string passphrase = "test") => new(FilePath, new StackSecrets(passphrase, rounds: 1), new VirtualClock());

    private static ResourceState Entry(string name) => new() { Urn = UrnOf(name), Type = "test:index:Thing", Custom = true, Id = "id-1" };

    /// <summary>Entries are equal by identity only; as text they show every member, arrays included.</summary>
    private static string Text(ResourceState state)
    {
        IEnumerable<string> members = typeof(ResourceState).GetProperties()
            .Where(property => property.GetMethod is { IsStatic: false })
            .Select(property => $"{property.Name}: {Shown(property.GetValue(state))}");
        return string.Join('\n', members);
    }

    private static string? Shown(object? value) => value switch
    {
        PropertyMap map => PropertyJson.Write(new PropertyValue.Object(map), encrypt: null),
        ImmutableArray<string> texts => string.Join(';', texts),
        ImmutableSortedDictionary<string, ImmutableArray<string>> map
            => string.Join('|', map.Select(entry => $"{entry.Key}={string.Join(';', entry.Value)}")),
        DateTimeOffset time => time.ToString("O"),
        _ => value?.ToString(),
    };
}
