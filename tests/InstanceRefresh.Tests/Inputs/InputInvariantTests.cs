using FsCheck;
using FsCheck.Fluent;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh.Tests.Inputs;

/// <summary>What holds for all inputs, sensible or not.</summary>
public sealed class InputInvariantTests
{
    [FsCheck.NUnit.Property(MaxTest = 300, Arbitrary = [typeof(AnyMap)])]
    public bool Check_Anything_NeverThrowsAndIsStable(PropertyMap any)
    {
        var once = InputsCheck.Check(any);
        var twice = InputsCheck.Check(once.Inputs);
        return once.Inputs == twice.Inputs && twice.Failures.Count <= once.Failures.Count && RefreshInputs.From(any) == RefreshInputs.From(once.Inputs);
    }

    [FsCheck.NUnit.Property(MaxTest = 300, Arbitrary = [typeof(GoodInputs)])]
    public bool Map_OfGoodInputs_IsAcceptedAndReadsBackTheSame(RefreshInputs inputs)
    {
        var check = InputsCheck.Check(inputs.ToMap());
        return check.Failures.Count == 0 && check.Inputs == inputs.ToMap() && RefreshInputs.From(check.Inputs) == inputs;
    }

    [FsCheck.NUnit.Property(MaxTest = 300, Arbitrary = [typeof(AnyMap)])]
    public bool Outputs_FromAnything_NeverThrow(PropertyMap any)
        => RefreshOutputs.From(any.With("refreshActivityId", "asr-4k7m2p9q")) is not null;

    /// <summary>Maps with known and unknown keys and values of every kind.</summary>
    public static class AnyMap
    {
        private static readonly string[] Keys =
        [
            "autoScalingGroupId", "triggers", "refreshMode", "refreshSettings", "rollingUpdateSettings", "batchNumber", "maxUnavailablePercent", "batchPause",
            "approvedThroughBatch", "desiredState", "waitFor", "status", "batches", "instanceCounts", "failedInstances", "createdTime", "strange.key", "",
        ];

        public static Arbitrary<PropertyMap> Maps() => Map(depth: 3).ToArbitrary();

        private static Gen<PropertyMap> Map(int depth)
            => Gen.Zip(Gen.Elements(Keys), Value(depth - 1)).ListOf()
                .Select(members => PropertyMap.From(members.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2))));

        private static Gen<PropertyValue> Value(int depth)
        {
            var leaves = Gen.OneOf(
                Gen.Elements<PropertyValue>(PropertyValue.Null.Value, new PropertyValue.Unknown(), true, new PropertyValue.Asset(PropertyMap.Empty)),
                Gen.Elements(0, 1, 3, -1, 2.5, 1e300, double.NaN, double.PositiveInfinity).Select(number => (PropertyValue)number),
                Gen.Elements("", "asg-1", "AUTOMATIC", "Paused", "2026-01-05T08:00:00Z", "\0").Select(text => (PropertyValue)text));
            return depth <= 0 ? leaves : Gen.OneOf(
                leaves,
                Map(depth).Select(map => (PropertyValue)map),
                Value(depth - 1).ListOf(2).Select(items => (PropertyValue)new PropertyValue.Array([.. items])),
                Value(depth - 1).Select(value => (PropertyValue)new PropertyValue.Secret(value)));
        }
    }

    public static class GoodInputs
    {
        public static Arbitrary<RefreshInputs> Inputs() => (
            from batches in Gen.Choose(1, 50)
            from percent in Gen.Elements(true, false)
            from pause in Gen.Elements("AUTOMATIC", "FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE")
            from surge in Gen.Elements<int?>(null, 0, 2)
            from health in Gen.Elements<int?>(null, 60, 7200)
            from approved in Gen.Elements<int?>(null, 0, 3)
            from retries in Gen.Choose(0, 10)
            from wanted in Gen.Elements(Enum.GetValues<DesiredState>())
            from conflict in Gen.Elements(Enum.GetValues<ConflictPolicy>())
            from wait in Gen.Elements(Enum.GetValues<WaitTarget>())
            from deadline in Gen.Elements<TimeSpan?>(null, TimeSpan.FromSeconds(90))
            from triggers in Gen.Elements("", "image=img-1", "image=img-2;data=x y")
            select new RefreshInputs
            {
                AutoScalingGroupId = "asg-9dn1a5y6",
                Triggers = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
                    StringComparer.Ordinal, triggers.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1]))),
                Settings = new RolloutSettings
                {
                    BatchNumber = percent ? null : batches,
                    MaxUnavailablePercent = percent ? batches : null,
                    BatchPause = pause,
                    MaxSurge = surge,
                    CheckHealth = health is not null,
                    HealthTimeoutSeconds = health,
                },
                ApprovedThroughBatch = approved,
                FailureRetries = retries,
                DesiredState = wanted,
                OnConflict = conflict,
                WaitFor = wait,
                ProgressDeadline = deadline,
            }).ToArbitrary();
    }
}
