using TencentcloudRefresh.Rehearsal.Checkpoint;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Operations;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Operations;

internal sealed class SessionTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("session-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [TestCase(OperationKind.Preview, false)]
    [TestCase(OperationKind.Up, true)]
    [TestCase(OperationKind.Refresh, true)]
    [TestCase(OperationKind.Destroy, true)]
    [Bug("a preview beside a running update put its cloud over that of the update")]
    public async Task Run_OnlyShows_WritesNothing(OperationKind kind, bool preview)
    {
        await using Session session = await OpenAsync(holds: false);
        await session.RunAsync(new(new(kind, session.Config, preview), session.CloudTarget.Clock), _ => { }, Interruption.Never).Soon();
        Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.Empty);
    }

    [Test]
    public async Task Run_Changes_KeepsTheCloudBesideTheState()
    {
        await using Session session = await OpenAsync(holds: true);
        await session.RunAsync(new(new(OperationKind.Refresh, session.Config), session.CloudTarget.Clock), _ => { }, Interruption.Never).Soon();
        Assert.That(File.Exists(Path.Combine(_folder, "dev.cloud.json")), Is.True);
    }

    [Test]
    [Bug("an update that waited for another one continued with the cloud from before it")]
    public async Task Open_AnotherHoldsTheStack_IsRefusedBeforeTheCloudIsOpened()
    {
        await using Session first = await OpenAsync(holds: true);
        Assert.That(() => OpenAsync(holds: true), Throws.TypeOf<CheckpointException>().With.Message.Contains("Another update"));
        await using Session preview = await OpenAsync(holds: false);
    }

    [Test]
    public async Task Open_TheFirstHasEnded_HoldsTheStack()
    {
        await (await OpenAsync(holds: true)).DisposeAsync();
        await using Session next = await OpenAsync(holds: true);
        await next.RunAsync(new(new(OperationKind.Refresh, next.Config), next.CloudTarget.Clock), _ => { }, Interruption.Never).Soon();
    }

    /// <summary>Without provider and program: what is asked of it here needs neither, or fails for want of them.</summary>
    private Task<Session> OpenAsync(bool holds) => Session.OpenAsync(
        new()
        {
            ProjectDirectory = Repository.PathOf("."),
            ProviderPath = Path.Combine(_folder, "no-provider"),
            ProgramPath = Path.Combine(_folder, "no-program"),
            Checkpoint = Path.Combine(_folder, "dev.json"),
            Holds = holds,
        },
        CancellationToken.None).Soon();
}
