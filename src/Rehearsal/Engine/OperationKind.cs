namespace TencentcloudRefresh.Rehearsal.Engine;

/// <summary>What a user asks the engine for.</summary>
internal enum OperationKind
{
    /// <summary>Runs the program, shows what would change, changes nothing.</summary>
    Preview,
    Up,

    /// <summary>Reads everything and corrects the state. Runs no program.</summary>
    Refresh,

    /// <summary>Deletes everything. Runs no program.</summary>
    Destroy,
}
