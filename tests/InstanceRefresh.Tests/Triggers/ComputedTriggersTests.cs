using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Triggers;

/// <summary>The triggers that follow from a launch configuration. The vectors are those of the SDK's tests: programs compute the same texts.</summary>
internal sealed class ComputedTriggersTests
{
    private static readonly string Base64OfLf = Convert.ToBase64String("#!/bin/sh\necho hi\n"u8);
    private static readonly string Base64OfCrLf = Convert.ToBase64String("#!/bin/sh\r\necho hi\r\n"u8);

    [TestCase("IyEvYmluL3NoCg==", "sha256:3dcecd6922b17ceaf7e2ff4a246cb28f")]
    [TestCase("H4sNCv8=", "sha256:c36ccf989c91215d49006ddc46948d8d", TestName = "Of_UserDataThatIsNoText_HashesAsBefore")]
    public void Of_UserDataWithoutCarriageReturns_HashesAsBefore(string userData, string expected)
        => Assert.That(Of(new() { UserData = userData })["userData"], Is.EqualTo(expected));

    [Test]
    [Bug("a checkout on another system rolled the fleet, since the line ends of the user data had changed")]
    public void Of_UserDataWithOtherLineEnds_IsTheSame()
        => Assert.That(Of(new() { UserData = Base64OfCrLf })["userData"], Is.EqualTo(Of(new() { UserData = Base64OfLf })["userData"]));

    [TestCase("sha256:f4adc3ff58e83257a97557e4605ae763", TestName = "Match_Base64WithLineFeeds_IsProved")]
    [TestCase("sha256:299001868fb8c02fd431c336c6d058f5", TestName = "Match_TextWithLineFeeds_IsProved")]
    public void Match_UserDataWithCarriageReturns_IsProvedByWhatAProgramComputes(string trigger)
        => Assert.That(ComputedTriggers.Match(Some("userData", trigger), RefreshMode.Reset, new() { UserData = Base64OfCrLf }), Is.True);

    [Test]
    public void Match_TriggerOfAProgramFromBefore_IsStillProved()
        => Assert.That(ComputedTriggers.Match(Some("userData", TriggerText.Hash(Base64OfCrLf)), RefreshMode.Reset, new() { UserData = Base64OfCrLf }), Is.True);

    [TestCase(false)]
    [TestCase(true)]
    public void Of_SystemDiskThatIsNotEncrypted_IsAsBefore(bool isReported)
        => Assert.That(
            Of(new() { SystemDisk = new() { DiskType = "CLOUD_SSD", DiskSize = 50, Encrypt = isReported ? false : null, KmsKeyId = "" } }, RefreshMode.Replace)["systemDisk"],
            Is.EqualTo("type=CLOUD_SSD,size=50"));

    [Test]
    public void Of_DataDisksWithoutKeys_AreNotComputed()
        => Assert.That(Of(new() { DataDisks = [new() { DiskSize = 100, Encrypt = true }] }, RefreshMode.Replace), Does.Not.ContainKey("dataDiskKeys"));

    [Test]
    public void Of_NewItems_AreAppliedByReplaceOnly()
    {
        LaunchConfiguration configuration = new()
        {
            SystemDisk = new() { DiskType = "CLOUD_SSD", DiskSize = 50, Encrypt = true, KmsKeyId = "kms-1" },
            DataDisks = [new() { KmsKeyId = "kms-2" }, new()],
            NetworkInterfaces =
            [
                new() { InterfaceType = "PRIMARY", SecurityGroupIds = ["sg-a", "sg-b"] },
                new() { InterfaceType = "SECONDARY", PrivateIpv4AddressCount = 2, IsKeepENI = true },
            ],
        };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(configuration, RefreshMode.Reset), Is.Empty);
            var computed = Of(configuration, RefreshMode.Replace);
            Assert.That(computed["systemDisk"], Is.EqualTo("type=CLOUD_SSD,size=50,encrypt=true,kmsKey=kms-1"));
            Assert.That(computed["dataDiskKeys"], Is.EqualTo("kms-2,"));
            Assert.That(computed["networkInterfaces"], Is.EqualTo("sha256:4814c0fa05588526636b3da845251667"));
        }
    }

    [Test]
    public void Match_ProgramThatSaysItIsNotEncrypted_IsProved()
        => Assert.That(ComputedTriggers.Match(
            Some("systemDisk", "type=CLOUD_SSD,size=50,encrypt=false"), RefreshMode.Replace,
            new() { SystemDisk = new() { DiskType = "CLOUD_SSD", DiskSize = 50, Encrypt = false } }), Is.True);

    private static ImmutableSortedDictionary<string, string> Of(LaunchConfiguration configuration, string mode = RefreshMode.Reset)
        => ComputedTriggers.Of(mode, configuration);

    private static ImmutableSortedDictionary<string, string> Some(string name, string text)
        => ImmutableSortedDictionary<string, string>.Empty.Add(name, text);
}
