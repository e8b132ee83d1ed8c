namespace TencentcloudRefresh.AutoScaling;

/// <summary>What all calls of a client together may spend on repetitions. Success earns it back slowly, so that an outage is not answered with a
/// multiple of the usual traffic.</summary>
internal sealed class RetryBudget(int capacity)
{
    private const double EarnedBySuccess = 0.2;

    private readonly Lock _gate = new();
    private double _left = capacity;

    public bool TrySpend()
    {
        lock (_gate)
        {
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }

    public void Earn()
    {
        lock (_gate)
            _left = Math.Min(capacity, _left + EarnedBySuccess);
    }
}
