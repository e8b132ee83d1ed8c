using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Rehearsal.Tests.Engine;

internal sealed class DependenciesTests
{
    /// <summary>Entry n depends on the earlier entries whose bit is set: any list of masks is a state in topological order.</summary>
    private static IReadOnlyList<ResourceState> Graph(byte[] masks) =>
    [
        .. masks.Take(12).Select((mask, n) => new ResourceState
        {
            Urn = EngineFixture.UrnOf($"n{n}"), Type = "test:index:Thing", Custom = true,
            Dependencies = [.. Enumerable.Range(0, Math.Min(n, 8)).Where(bit => (mask & (1 << bit)) != 0)
                .Select(bit => EngineFixture.UrnOf($"n{bit}"))],
        }),
    ];

    [FsCheck.NUnit.Property]
    public bool DeletionOrder_AnyGraph_DeletesNothingThatIsStillNeeded(byte[] masks)
    {
        IReadOnlyList<ResourceState> all = Graph(masks);
        HashSet<string> left = [.. all.Select(state => state.Urn)];
        foreach (IReadOnlyList<ResourceState> group in Dependencies.DeletionOrder(all))
        {
            left.ExceptWith(group.Select(state => state.Urn));
            if (all.Where(state => left.Contains(state.Urn)).Any(state => group.Any(gone => state.AllDependencies().Contains(gone.Urn))))
                return false;
        }

        return left.Count == 0;
    }

    [FsCheck.NUnit.Property]
    public bool DependingOn_AnyGraph_IsTheReverseOfNeededBy(byte[] masks)
    {
        IReadOnlyList<ResourceState> all = Graph(masks);
        return all.All(one => Dependencies.DependingOn(one, all).Select(state => state.Urn).ToHashSet()
            .SetEquals(all.Where(other => Dependencies.NeededBy(other, all).Contains(one.Urn)).Select(state => state.Urn)));
    }

    [Test]
    [Bug("layers of deletions were counted from the leaves")]
    public void DeletionOrder_LayersOfDifferentDepth_AreCountedFromTheRoots()
    {
        // n0 ← n1 ← n2, and n3 needs nothing: it goes last, with n0.
        IReadOnlyList<ResourceState> all = Graph([0, 1, 2, 0]);
        Assert.That(Dependencies.DeletionOrder(all).Select(group => string.Join(' ', group.Select(state => Urns.NameOf(state.Urn)))),
            Is.EqualTo(new[] { "n2", "n1", "n0 n3" }));
    }

    [Test]
    public void DeletionOrder_NameThatIsThereTwice_FollowsTheOrderOfTheState()
    {
        ResourceState Entry(string name, params string[] needs) => new()
        {
            Urn = EngineFixture.UrnOf(name),
            Type = "test:index:Thing",
            Custom = true,
            Dependencies = [.. needs.Select(EngineFixture.UrnOf)],
        };
        ResourceState[] all = [Entry("a") with { Delete = true }, Entry("b", "a"), Entry("a", "b")];
        Assert.That(Dependencies.DeletionOrder(all), Is.EqualTo(new[] { new[] { all[2] }, [all[1]], [all[0]] }));
    }

    [Test]
    public void DeletionOrder_Circle_EndsAnyway()
    {
        ResourceState a = new() { Urn = EngineFixture.UrnOf("a"), Type = "t", Custom = true, Dependencies = [EngineFixture.UrnOf("b")] };
        ResourceState b = new() { Urn = EngineFixture.UrnOf("b"), Type = "t", Custom = true, Dependencies = [EngineFixture.UrnOf("a")] };
        Assert.That(Dependencies.DeletionOrder([a, b]).SelectMany(group => group).Count(), Is.EqualTo(2));
    }

    [Test]
    public void OnlyTo_GoneDependency_IsForgottenEverywhere()
    {
        ResourceState state = new()
        {
            Urn = EngineFixture.UrnOf("b"),
            Type = "t",
            Custom = true,
            Dependencies = [EngineFixture.UrnOf("a"), EngineFixture.StackUrn],
            Parent = EngineFixture.StackUrn,
            PropertyDependencies = EngineFixture.NoPropertyDependencies.Add("x", [EngineFixture.UrnOf("a")]),
            DeletedWith = EngineFixture.UrnOf("a"),
        };
        ResourceState changed = Dependencies.OnlyTo(state, new HashSet<string> { EngineFixture.StackUrn });
        Assert.That(changed.AllDependencies(), Is.EqualTo(new[] { EngineFixture.StackUrn, EngineFixture.StackUrn }));
    }
}
