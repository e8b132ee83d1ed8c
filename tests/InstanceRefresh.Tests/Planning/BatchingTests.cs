namespace TencentcloudRefresh.InstanceRefresh.Tests.Planning;

public sealed class BatchingTests
{
    [TestCase(5, 3, ExpectedResult = "2,2,1", TestName = "Sizes_TheSampleOfTheApiPage_IsTwoTwoOne")]
    [TestCase(6, 4, ExpectedResult = "2,2,1,1")]
    [TestCase(12, 4, ExpectedResult = "3,3,3,3")]
    [TestCase(1, 1, ExpectedResult = "1")]
    [TestCase(0, 3, ExpectedResult = "")]
    public string Sizes_OfInstances_DifferByOneAtMost(int instances, int batches) => string.Join(',', Batching.Sizes(instances, batches));

    [TestCase(12, 25, ExpectedResult = 4)]
    [TestCase(10, 33, ExpectedResult = 4)]
    [TestCase(3, 1, ExpectedResult = 3, TestName = "NumberFor_AShareBelowOneInstance_StillMovesOneAtATime")]
    [TestCase(7, 100, ExpectedResult = 1)]
    [TestCase(2000, 100, ExpectedResult = 1)]
    public int NumberFor_AShare_IsTheFewestBatchesWithinIt(int instances, int percent) => Batching.NumberFor(instances, percent);

    [FsCheck.NUnit.Property]
    public bool Sizes_Any_CoverTheFleetLargestFirstAndNoneEmpty(FsCheck.PositiveInt instances, FsCheck.PositiveInt batches)
    {
        int count = Math.Min(batches.Get, instances.Get);
        var sizes = Batching.Sizes(instances.Get, count);
        return sizes.Length == count && sizes.Sum() == instances.Get && sizes[0] - sizes[^1] is 0 or 1 && sizes[^1] >= 1 && sizes.SequenceEqual(sizes.OrderDescending());
    }

    [FsCheck.NUnit.Property]
    public bool NumberFor_AnyShare_NeverExceedsIt(FsCheck.PositiveInt instances, byte share)
    {
        int percent = (share % 100) + 1;
        int batches = Batching.NumberFor(instances.Get, percent);
        int allowed = Math.Max(1, instances.Get * percent / 100);
        return batches >= 1 && batches <= instances.Get && Batching.Sizes(instances.Get, batches)[0] <= allowed
            && (batches == 1 || Batching.Sizes(instances.Get, batches - 1)[0] > allowed);
    }

    [TestCase(5, 3, ExpectedResult = "3 batches (2, 2, 1)")]
    [TestCase(12, 4, ExpectedResult = "4 batches of 3")]
    [TestCase(3, 1, ExpectedResult = "1 batch of 3")]
    [TestCase(210, 40, ExpectedResult = "40 batches (10 of 6, then 30 of 5)")]
    public string Describe_Sizes_IsShort(int instances, int batches) => Batching.Describe(Batching.Sizes(instances, batches));
}
