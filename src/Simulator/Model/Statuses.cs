namespace TencentcloudRefresh.Simulator.Model;

/// <summary>The eight statuses of a refresh activity (data type RefreshActivity).</summary>
public enum ActivityStatus : byte
{
    Init,
    Running,
    Successful,
    FailedPause,
    AutoPause,
    ManualPause,
    Cancelled,
    Failed,
}

/// <summary>The seven statuses of a batch (data type RefreshBatch).</summary>
public enum BatchStatus : byte
{
    Waiting,
    Init,
    Running,
    Failed,
    PartiallySuccessful,
    Cancelled,
    Successful,
}

/// <summary>The seven statuses of an instance inside a batch (data type RefreshBatchRelatedInstance).</summary>
public enum BatchInstanceStatus : byte
{
    Waiting,
    Init,
    Running,
    Failed,
    Cancelled,
    Successful,
    NotFound,
}

public enum ActivityType : byte
{
    Normal,
    Rollback,
}

public enum RefreshMode : byte
{
    RollingUpdateReset,
    RollingUpdateReplace,
}

public enum BatchPause : byte
{
    Automatic,
    FirstBatchPause,
    BatchIntervalPause,
}

public enum FailProcess : byte
{
    AutoPause,
    AutoRollback,
    AutoCancel,
}

/// <summary>How far an activity has come. The API shows only its status; this is what the status is about.</summary>
public enum RefreshStep : byte
{
    Preparing,
    SurgeOut,
    Batches,
    SurgeIn,
    Over,
}

/// <summary>Where an instance of a group stands (LifeCycleState). Only the states that this service can reach.</summary>
public enum LifeCycleState : byte
{
    InService,
    Creating,
    Terminating,
    Detaching,
    InLaunchingHook,
    InTerminatingHook,
}

/// <summary>On which way a hook holds a machine (LifecycleTransition).</summary>
public enum HookTransition : byte
{
    InstanceLaunching,
    InstanceTerminating,
}

/// <summary>What makes a hook fire (LifecycleTransitionType).</summary>
public enum HookTransitionType : byte
{
    /// <summary>Ordinary scaling.</summary>
    Normal,

    /// <summary>The same, and calls such as StartInstanceRefresh.</summary>
    Extension,
}

/// <summary>How a hook lets go of a machine (LifecycleActionResult).</summary>
public enum HookResult : byte
{
    Continue,
    Abandon,
}

public enum HealthStatus : byte
{
    Healthy,
    Unhealthy,
    ClbUnhealthy,
}

/// <summary>Who took an instance out of the traffic, if anybody did.</summary>
public enum Standby : byte
{
    No,

    /// <summary>EnterStandby did: the desired count went down with it.</summary>
    ByCaller,

    /// <summary>A refresh did, for the time of the work, or for good if the work failed.</summary>
    ByRefresh,
}

/// <summary>Statuses of an ordinary scaling activity that occur here.</summary>
public enum ScalingStatus : byte
{
    Running,
    Successful,
    PartiallySuccessful,
    Failed,
    Cancelled,
}
