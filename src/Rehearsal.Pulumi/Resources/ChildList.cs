namespace Pulumi;

/// <summary>The children of a resource; programs make resources from several threads at once.</summary>
internal sealed class ChildList
{
    private readonly Lock _gate = new();
    private readonly List<Resource> _children = [];

    public void Add(Resource child)
    {
        lock (_gate)
            _children.Add(child);
    }

    public IReadOnlyList<Resource> Snapshot()
    {
        lock (_gate)
            return [.. _children];
    }
}
