namespace TencentcloudRefresh.Simulator.Tests.Machine;

/// <summary>
/// The rules told a second time, in whole seconds and numbers, sharing nothing with the service: six machines, batches of 101 seconds,
/// extra machines made in 30 and removed in 10, one planned failure at a time.
/// </summary>
internal sealed class SmallModel
{
    private const string Busy = "ResourceUnavailable.AutoScalingGroupInRefreshActivity";
    private const string Conflict = "ResourceUnavailable.RefreshActivityStatusConflictWithOperation";
    private const int Machines = 6;

    private readonly bool[] _standby = new bool[Machines];
    private int _now;
    private int _removingUntil = -1;

    public List<Rollout> Rollouts { get; } = [];

    public bool Enabled { get; private set; } = true;

    /// <summary>The batch of which the first machine fails when it next begins; 0 for none.</summary>
    public int FailAt { get; set; }

    private Rollout? Alive => Rollouts.LastOrDefault(rollout => rollout.IsAlive);

    public string? Start(int batches, string pause, string fail, int surge)
    {
        var running = Enumerable.Range(0, Machines).Where(machine => !_standby[machine]).ToArray();
        if (Alive is not null)
            return Busy;
        if (_now < _removingUntil)
            return "ResourceUnavailable.AutoScalingGroupInActivity";
        if (running.Length == 0)
            return "ResourceUnavailable.NoInstanceCanRefresh";
        if (batches > running.Length)
            return "InvalidParameterValue.BatchNumberTooLarge";
        if (surge > (running.Length + batches - 1) / batches)
            return "InvalidParameterValue.MaxSurgeTooLarge";
        Add(new(Deal(running, batches), pause, fail, surge, origin: -1));
        return null;
    }

    public string? Stop(int which)
    {
        var rollout = Rollouts[which];
        if (rollout.Status is not ("INIT" or "RUNNING") || rollout.Work == Work.SurgeIn)
            return Conflict;
        rollout.Status = "MANUAL_PAUSE";
        return null;
    }

    public string? Resume(int which, bool retry)
    {
        var rollout = Rollouts[which];
        if (!rollout.Status.EndsWith("_PAUSE", StringComparison.Ordinal))
            return Conflict;
        rollout.Status = "RUNNING";
        if (rollout.Work is Work.Batch or Work.SurgeOut || rollout.Awaits)
            return null;
        if (rollout.Work is Work.Preparing)
            Begin(rollout);
        else if (rollout.Batch == 0)
            StartBatch(rollout, 1);
        else if (retry && Failed(rollout).Length > 0)
            DoBatch(rollout, Failed(rollout));
        else
            Continue(rollout);
        return null;
    }

    public string? Cancel(int which)
    {
        var rollout = Rollouts[which];
        if (!rollout.IsAlive || rollout.Status == "RUNNING" || rollout.Work is Work.Batch or Work.SurgeOut)
            return Conflict;
        End(rollout, "CANCELLED", release: true);
        return null;
    }

    public string? RollBack(int which, int batches)
    {
        var origin = Rollouts[which];
        if (origin.Origin >= 0)
            return "ResourceUnavailable.RollbackTypeActivityCanNotRollbackAgain";
        if (origin.Status == "SUCCESSFUL" && which != Rollouts.Count - 1)
            return "ResourceUnavailable.RefreshActivityCanNotRollback";
        if (origin.Status is "INIT" or "RUNNING" or "CANCELLED" or "FAILED")
            return Conflict;
        if (_now < _removingUntil)
            return "ResourceUnavailable.AutoScalingGroupInActivity";
        var touched = Touched(origin);
        if (touched.Length == 0)
            return "ResourceUnavailable.NoInstanceCanRollback";
        if (batches > touched.Length)
            return "InvalidParameterValue.BatchNumberTooLarge";
        if (origin.IsAlive)
            End(origin, "CANCELLED", release: false);
        Add(new(Deal(touched, batches), "AUTOMATIC", "AUTO_PAUSE", surge: 0, which) { Awaits = origin.Work == Work.Batch });
        return null;
    }

    public void Pass(int seconds)
    {
        var target = _now + seconds;
        while (Rollouts.Where(rollout => rollout.Due <= target).MinBy(rollout => rollout.Due) is { } next)
        {
            _now = next.Due;
            next.Due = int.MaxValue;
            Happen(next);
        }

        _now = target;
    }

    private void Happen(Rollout rollout)
    {
        switch (rollout.Work)
        {
            case Work.Preparing:
                if (rollout.Status == "INIT" && !rollout.Awaits)
                {
                    rollout.Status = "RUNNING";
                    Begin(rollout);
                }

                break;
            case Work.SurgeOut:
                rollout.Work = Work.None;
                if (rollout.Status == "RUNNING")
                    StartBatch(rollout, 1);
                break;
            case Work.SurgeIn:
                rollout.Surge = 0;
                End(rollout, "SUCCESSFUL", release: true);
                break;
            case Work.Batch:
                EndBatch(rollout);
                break;
        }
    }

    private void Begin(Rollout rollout)
    {
        if (rollout.Surge > 0)
            Do(rollout, Work.SurgeOut, 30);
        else
            StartBatch(rollout, 1);
    }

    private void StartBatch(Rollout rollout, int number)
    {
        rollout.Batch = number;
        DoBatch(rollout, rollout.Batches[number - 1]);
    }

    private void DoBatch(Rollout rollout, int[] machines)
    {
        rollout.Working = machines;
        rollout.Doomed = FailAt == rollout.Batch ? machines[0] : -1;
        if (FailAt == rollout.Batch)
            FailAt = 0;
        foreach (var machine in machines)
        {
            _standby[machine] = true;
            rollout.Machine[machine] = 'R';
        }

        Do(rollout, Work.Batch, 101);
    }

    private void EndBatch(Rollout rollout)
    {
        foreach (var machine in rollout.Working)
        {
            rollout.Machine[machine] = machine == rollout.Doomed ? 'F' : 'S';
            _standby[machine] = machine == rollout.Doomed;
        }

        rollout.Work = Work.None;
        if (rollout.Status == "RUNNING")
            AfterBatch(rollout);
        if (Rollouts.FirstOrDefault(waiting => waiting.Awaits && waiting.IsAlive && Rollouts[waiting.Origin] == rollout) is { } rollback)
        {
            rollback.Awaits = false;
            if (rollback.Status is "INIT" or "RUNNING")
            {
                rollback.Status = "RUNNING";
                Begin(rollback);
            }
        }
    }

    private void AfterBatch(Rollout rollout)
    {
        if (Failed(rollout).Length == 0)
        {
            if (rollout.Batch < rollout.Batches.Length && (rollout.Pause == "BATCH_INTERVAL_PAUSE" || (rollout.Pause == "FIRST_BATCH_PAUSE" && rollout.Batch == 1)))
                rollout.Status = "AUTO_PAUSE";
            else
                Continue(rollout);
        }
        else if (rollout.Fail == "AUTO_PAUSE" || rollout.Origin >= 0)
        {
            rollout.Status = "FAILED_PAUSE";
        }
        else
        {
            End(rollout, "CANCELLED", release: rollout.Fail == "AUTO_CANCEL");
            if (rollout.Fail == "AUTO_ROLLBACK")
                Add(new(Deal(Touched(rollout), Touched(rollout).Length), "AUTOMATIC", "AUTO_PAUSE", surge: 0, Rollouts.IndexOf(rollout)));
        }
    }

    private void Continue(Rollout rollout)
    {
        if (rollout.Batch < rollout.Batches.Length)
            StartBatch(rollout, rollout.Batch + 1);
        else if (rollout.Surge > 0)
            Do(rollout, Work.SurgeIn, 10);
        else
            End(rollout, "SUCCESSFUL", release: true);
    }

    private void End(Rollout rollout, string status, bool release)
    {
        // Extra machines that were made are removed by an ordinary activity, unless they are gone already.
        if (rollout.Surge > 0 && rollout.SurgeMade)
            _removingUntil = _now + 10;
        rollout.Status = status;
        rollout.Awaits = false;
        if (rollout.Work != Work.Batch)
            (rollout.Work, rollout.Due) = (Work.None, int.MaxValue);
        foreach (var machine in rollout.Machine.Where(machine => machine.Value == 'W').Select(machine => machine.Key).ToList())
            rollout.Machine[machine] = 'C';
        if (release)
            Enabled = true;
    }

    private void Do(Rollout rollout, Work work, int seconds)
    {
        rollout.SurgeMade |= work == Work.SurgeOut;
        (rollout.Work, rollout.Due) = (work, _now + seconds);
    }

    private void Add(Rollout rollout)
    {
        Rollouts.Add(rollout);
        (rollout.Work, rollout.Due, Enabled) = (Work.Preparing, _now + 1, false);
    }

    private static int[] Failed(Rollout rollout) => [.. rollout.Batches[rollout.Batch - 1].Where(machine => rollout.Machine[machine] == 'F')];

    private static int[] Touched(Rollout rollout)
        => [.. rollout.Batches.SelectMany(batch => batch).Where(machine => rollout.Machine[machine] is 'S' or 'F' or 'R')];

    private static int[][] Deal(int[] machines, int batches)
    {
        var dealt = Enumerable.Range(0, batches).Select(_ => new List<int>()).ToArray();
        var sizes = Enumerable.Range(0, batches).Select(batch => (machines.Length / batches) + (batch < machines.Length % batches ? 1 : 0)).ToArray();
        var next = 0;
        for (var batch = 0; batch < batches; batch++)
        {
            for (var i = 0; i < sizes[batch]; i++)
                dealt[batch].Add(machines[next++]);
        }

        return [.. dealt.Select(batch => batch.ToArray())];
    }

    internal enum Work
    {
        None,
        Preparing,
        SurgeOut,
        Batch,
        SurgeIn,
    }

    internal sealed class Rollout(int[][] batches, string pause, string fail, int surge, int origin)
    {
        public int[][] Batches { get; } = batches;

        public string Pause { get; } = pause;

        public string Fail { get; } = fail;

        public int Origin { get; } = origin;

        public int Surge { get; set; } = surge;

        public bool SurgeMade { get; set; }

        public string Status { get; set; } = "INIT";

        public Work Work { get; set; }

        public int Due { get; set; } = int.MaxValue;

        public int Batch { get; set; }

        public bool Awaits { get; set; }

        public int[] Working { get; set; } = [];

        public int Doomed { get; set; } = -1;

        /// <summary>Waiting, running, successful, failed or cancelled, by machine.</summary>
        public Dictionary<int, char> Machine { get; } = batches.SelectMany(batch => batch).ToDictionary(machine => machine, _ => 'W');

        public bool IsAlive => Status is not ("SUCCESSFUL" or "CANCELLED" or "FAILED");
    }
}
