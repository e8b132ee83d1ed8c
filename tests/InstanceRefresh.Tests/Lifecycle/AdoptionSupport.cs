using System.Collections.Immutable;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Changes of triggers and of the launch configuration, as adoption and replacement meet them.</summary>
internal static class AdoptionSupport
{
    public const string OtherUrn = Fixture.Urn + "2";

    /// <summary>What the engine asks where an option replaces the resource and Diff is not: two checks and no diff.</summary>
    public static OperationLedger CheckedTwice(OperationResult old, RefreshInputs oldInputs, RefreshInputs wanted)
    {
        var ledger = new OperationLedger();
        ledger.Check(Fixture.Urn, oldInputs, old.Outputs, wanted.ToMap());
        ledger.Check(Fixture.Urn, null, null, wanted.ToMap());
        return ledger;
    }

    public static RefreshInputs With(string trigger, string value)
        => Fixture.Inputs(change: inputs => inputs with { Triggers = ImmutableSortedDictionary<string, string>.Empty.Add(trigger, value) });

    /// <summary>Inputs whose one trigger is computed from the launch configuration, which has that image for a minute.</summary>
    public static RefreshInputs OfImage(Fixture fixture, string image)
    {
        SetImage(fixture, image);
        fixture.Service.Cloud.Advance(TimeSpan.FromMinutes(1));
        return With("imageId", image);
    }

    public static void SetImage(Fixture fixture, string image)
        => fixture.Service.Call("ModifyLaunchConfigurationAttributes", $$"""{"LaunchConfigurationId":"asc-3k9d2m7q","ImageId":"{{image}}"}""");
}
