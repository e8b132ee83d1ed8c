using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>
/// What is stored after a provider answered. A half-made resource is kept with its reasons, and an update that stopped half way keeps the
/// old inputs, so that the next diff finds the change again.
/// </summary>
internal static class StepStates
{
    public static ResourceState Created(ResourceState wanted, ResourceAnswer answer, DateTimeOffset now) => SecretMarks.Apply(wanted with
    {
        Id = answer.Id,
        Outputs = answer.Outputs ?? PropertyMap.Empty,
        InitErrors = answer.InitErrors ?? [],
        Created = now,
        Modified = now,
    });

    /// <summary>It stays the same object: that is known before the provider answers.</summary>
    public static ResourceState Updating(ResourceState old, ResourceState wanted)
        => wanted with { Id = old.Id, Created = old.Created, Modified = old.Modified };

    public static ResourceState Updated(ResourceState old, ResourceState wanted, ResourceAnswer answer, DateTimeOffset now)
        => SecretMarks.Apply(wanted with
        {
            Inputs = answer.InitErrors is null ? wanted.Inputs : old.Inputs,
            Outputs = answer.Outputs ?? PropertyMap.Empty,
            InitErrors = answer.InitErrors ?? [],
            Modified = now,
        });

    /// <summary>New inputs, old everything else: nobody was asked to change anything.</summary>
    public static ResourceState Same(ResourceState old, ResourceState wanted) => SecretMarks.Apply(wanted with
    {
        Id = old.Id,
        Outputs = old.Outputs,
        Created = old.Created,
        Modified = old.Modified,
    });

    public static ResourceState Read(ResourceState? old, ResourceState wanted, ResourceAnswer answer, DateTimeOffset now)
    {
        ResourceState read = SecretMarks.Apply(wanted with
        {
            Id = answer.Id.Length > 0 ? answer.Id : wanted.Id,
            Outputs = answer.Outputs ?? PropertyMap.Empty,
            InitErrors = answer.InitErrors ?? [],
            Created = old?.Created,
            Modified = old?.Modified,
        });
        return old is null ? read : Dated(old, read, now);
    }

    public static ResourceState Imported(ResourceState wanted, ResourceAnswer answer, DateTimeOffset now) => SecretMarks.Apply(wanted with
    {
        Id = answer.Id.Length > 0 ? answer.Id : wanted.ImportId,
        Inputs = answer.Inputs ?? PropertyMap.Empty,
        Outputs = answer.Outputs ?? PropertyMap.Empty,
        InitErrors = answer.InitErrors ?? [],
        Created = now,
        Modified = now,
    });

    /// <summary>What a read brought. Without errors it clears the ones stored.</summary>
    public static ResourceState Refreshed(ResourceState old, ResourceAnswer answer, DateTimeOffset now)
        => Dated(old, SecretMarks.Apply(old with
        {
            Id = answer.Id,
            Inputs = answer.Inputs ?? old.Inputs,
            Outputs = answer.Outputs ?? PropertyMap.Empty,
            InitErrors = answer.InitErrors ?? [],
        }), now);

    /// <summary>The time of change moves only if a value did.</summary>
    private static ResourceState Dated(ResourceState old, ResourceState read, DateTimeOffset now)
        => read.Inputs.Equals(old.Inputs) && read.Outputs.Equals(old.Outputs) ? read : read with { Modified = now };
}
