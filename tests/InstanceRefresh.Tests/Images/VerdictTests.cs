using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Images;

/// <summary>Whether every instance runs what an ended activity should have given it, decided from what was read.</summary>
public sealed class VerdictTests
{
    private const string Old = "img-00000old", New = "img-8toqc6s3";

    private static readonly RefreshActivity Done = Sample.Activity(ActivityStatus.Successful, "SS", "S");

    [Test]
    public void Ended_EveryImageAsIntended_IsShown()
    {
        var verdict = Of(Done, New, New, New);
        Assert.That((verdict.AllShown, verdict.Deviations.IsEmpty, verdict.MayBeEarly), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void Ended_OneImageDiffers_DeviatesAndMayBeEarly()
    {
        var verdict = Of(Done, New, Old, New);
        Assert.That(verdict.Deviations.Select(deviation => (deviation.InstanceId, deviation.Kind)), Is.EqualTo(new[] { ("ins-0101", DeviationKind.OtherImage) }));
        Assert.That(verdict.MayBeEarly, Is.True, "the machine service may show a reinstall a moment later");
    }

    [Test]
    public void Ended_OneIsStillBeingReset_IsNotShownAndMayBeEarly()
    {
        var verdict = Of(Done, New, null, New);
        Assert.That((verdict.AllShown, verdict.Deviations.IsEmpty, verdict.MayBeEarly), Is.EqualTo((false, true, true)));
    }

    [Test]
    public void Ended_ConfigurationByImageFamily_IsNotShownAndDeviatesInNothing()
    {
        var verdict = Of(Done, configuration: Configuration("") with { ImageFamily = "web" }, images: [New, Old, New]);
        Assert.That((verdict.AllShown, verdict.Deviations.IsEmpty, verdict.MayBeEarly), Is.EqualTo((false, true, false)));
    }

    [Test]
    public void RolledBack_AnInstanceThatKeptTheNewImage_Deviates()
    {
        var before = ImagesBefore.Of(FleetImages.Of([Machine("ins-0100", Old), Machine("ins-0101", Old), Machine("ins-0200", Old)]));
        var known = new RefreshOutputs { RefreshActivityId = "asr-4k7m2p9q", ImagesBefore = before };

        var verdict = Of(Sample.Rollback(ActivityStatus.Successful, "SS"), known: known, images: [Old, Old, New]);

        Assert.That(verdict.Deviations.Select(deviation => (deviation.InstanceId, deviation.Kind, deviation.ExpectedImage)),
            Is.EqualTo(new[] { ("ins-0200", DeviationKind.OtherImage, Old) }), "also one that the rollback did not select");
    }

    [Test]
    public void Replaced_ListedMachinesThatAreGone_AreNotLost()
    {
        var replaced = Done with { RefreshMode = RefreshMode.Replace };
        var now = new FleetAfter(null, Configuration(New), [Sample.Instance("ins-new0", TimeSpan.FromMinutes(1))], [replaced], FleetImages.Of([Machine("ins-new0", New)]));

        Assert.That(Verdict.Of(replaced, Known(replaced, Configuration(New)), now, seesAll: true).Deviations, Is.Empty);
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public void Ended_RefreshedInstanceIsGone_IsLostOnlyToWhoHasWatched(bool seesAll, int lost)
    {
        var now = After(Configuration(New), [New, New]);
        Assert.That(Verdict.Of(Done, Known(Done, Configuration(New)), now, seesAll).Deviations.Count(deviation => deviation.Kind == DeviationKind.Lost), Is.EqualTo(lost));
    }

    [Test]
    public void Ended_ConfigurationChangedAndEveryInstanceHasTheNewer_DeviatesAsAGroup()
    {
        var verdict = Of(Done, known: Known(Done, Configuration(Old)), images: [New, New, New]);
        Assert.That(verdict.Deviations.Select(deviation => (deviation.InstanceId, deviation.Kind)), Is.EqualTo(new[] { ("", DeviationKind.ConfigurationChanged) }));
    }

    private static Verdict Of(RefreshActivity ended, params string?[] images) => Of(ended, configuration: null, images: images);

    private static Verdict Of(RefreshActivity ended, LaunchConfiguration? configuration = null, RefreshOutputs? known = null, string?[]? images = null)
    {
        var now = configuration ?? Configuration(New);
        return Verdict.Of(ended, known ?? Known(ended, now), After(now, images ?? []), seesAll: true);
    }

    private static RefreshOutputs Known(RefreshActivity ended, LaunchConfiguration atStart) => new()
    {
        RefreshActivityId = ended.RefreshActivityId,
        Applied = AppliedConfiguration.Of(ended.RefreshMode, atStart, ended.RefreshActivityId),
    };

    private static FleetAfter After(LaunchConfiguration configuration, string?[] images)
    {
        ImmutableArray<string> ids = ["ins-0100", "ins-0101", "ins-0200"];
        return new(
            new AutoScalingGroup { AutoScalingGroupId = "asg-9dn1a5y6", DesiredCapacity = 3 }, configuration, [.. ids.Take(images.Length).Select(id => Sample.Instance(id))], [],
            FleetImages.Of(images.Select((image, index) => Machine(ids[index], image ?? Old) with { LatestOperation = "ResetInstance", LatestOperationState = image is null ? "OPERATING" : "SUCCESS" })));
    }

    private static LaunchConfiguration Configuration(string image)
        => new() { LaunchConfigurationId = "asc-2x3y4z5a", ImageId = image, VersionNumber = 7, UpdatedTime = Sample.Start - TimeSpan.FromHours(1) };

    private static Machine Machine(string id, string image) => new() { InstanceId = id, ImageId = image, InstanceState = "RUNNING" };
}
