using System.Reflection;
using Pulumi;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Pulumi.Tests;

/// <summary>
/// A program that compiles against the stand-in must compile against the official SDK: nothing public here that is not public there,
/// down to the names of parameters and their defaults.
/// </summary>
public sealed class OfficialSignatureTests
{
    [Test]
    public void StandIn_EveryPublicMember_ExistsInTheOfficialSdk()
    {
        var ours = PublicSurface.Of(typeof(Deployment).Assembly.GetTypes().Where(type => type.Namespace == "Pulumi"));

        Assert.That(ours.Except(Official(), StringComparer.Ordinal), Is.Empty, "not in the official SDK, or with another signature");
        Assert.That(ours, Has.Count.GreaterThan(200));
    }

    [Test]
    public void StandIn_NoPublicType_IsOutsideTheSdksNamespace()
        => Assert.That(typeof(Deployment).Assembly.GetExportedTypes().Where(type => type.Namespace != "Pulumi"), Is.Empty);

    [Test]
    [Bug("a class derived from InputArgs itself compiled here, and not against the official SDK")]
    public void InputArgs_OutsideTheSdk_CannotBeDerivedFrom()
    {
        var member = typeof(InputArgs).GetMethod("ValidateMember", BindingFlags.NonPublic | BindingFlags.Instance, [typeof(Type), typeof(string)])!;
        Assert.That((member.IsAbstract, member.IsFamilyAndAssembly), Is.EqualTo((true, true)));
    }

    /// <summary>Nobody outside makes an abstract class, so its constructors are no part of what a program compiles against.</summary>
    [Test]
    public void OfficialList_Constructors_AreOfClassesThatCanBeMade()
        => Assert.That(
            typeof(Deployment).Assembly.GetExportedTypes().Where(type => type.IsAbstract)
                .SelectMany(type => Official().Where(line => line.StartsWith($"{type.Name}.{type.Name}(", StringComparison.Ordinal))),
            Is.Empty);

    private static List<string> Official()
    {
        using var reader = new StreamReader(typeof(OfficialSignatureTests).Assembly.GetManifestResourceStream("OfficialSignatures.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))];
    }
}
