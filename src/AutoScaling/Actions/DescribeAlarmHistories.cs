namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads alarms of Cloud Monitor.</summary>
/// <remarks>Source: Cloud Monitor API (2018-07-24), DescribeAlarmHistories page.</remarks>
public sealed record DescribeAlarmHistoriesRequest
{
    /// <summary>Always <c>monitor</c>.</summary>
    public string Module { get; } = "monitor";

    /// <summary>The policies (<c>policy-…</c>).</summary>
    public required IReadOnlyList<string> PolicyIds { get; init; }

    /// <summary>Only alarms that began later than this, in Unix seconds. The service's default is one day ago.</summary>
    public long? StartTime { get; init; }

    /// <summary>Only alarms in one of these states, see <see cref="AlarmStatus"/>.</summary>
    public IReadOnlyList<string>? AlarmStatus { get; init; }

    /// <summary><c>ASC</c> or <c>DESC</c> by their beginning.</summary>
    public string? Order { get; init; }

    /// <summary>Counted from 1.</summary>
    public int? PageNumber { get; init; }

    /// <summary>1 to 100. The service's default is 20.</summary>
    public int? PageSize { get; init; }
}

/// <summary>A page of alarms.</summary>
public sealed record DescribeAlarmHistoriesResponse : CloudResponse
{
    /// <summary>How many match, whatever the page holds.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches.</summary>
    public IReadOnlyList<AlarmHistory> Histories { get; init => field = value ?? []; } = [];
}

internal static class DescribeAlarmHistories
{
    public const int PageSize = 100;

    public static readonly CloudAction<DescribeAlarmHistoriesRequest, DescribeAlarmHistoriesResponse> Action = new(
        nameof(DescribeAlarmHistories), Repeat.Read, WireJson.Default.DescribeAlarmHistoriesRequest, WireJson.Default.AnswerDescribeAlarmHistoriesResponse)
    {
        Service = "monitor",
        Version = "2018-07-24",
    };
}

public sealed partial class AutoScalingClient
{
    /// <summary>So many pages of one answer are read; whoever has that many alarms in a day has been told enough.</summary>
    private const int MostAlarmPages = 20;

    /// <summary>Reads one page.</summary>
    /// <exception cref="CloudServiceException">The service refused; with <see cref="ErrorCode.IsPermission"/> the permission
    /// <c>monitor:DescribeAlarmHistories</c> is missing.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public Task<DescribeAlarmHistoriesResponse> DescribeAlarmHistoriesAsync(DescribeAlarmHistoriesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(DescribeAlarmHistories.Action, request, cancellationToken);
    }

    /// <summary>Reads up to 20 pages of 100, oldest first, each alarm once. New alarms come at the end, so that none is shifted out of sight.</summary>
    /// <exception cref="CloudException">As <see cref="DescribeAlarmHistoriesAsync"/>.</exception>
    public async Task<IReadOnlyList<AlarmHistory>> DescribeAllAlarmHistoriesAsync(DescribeAlarmHistoriesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = new Dictionary<string, AlarmHistory>(StringComparer.Ordinal);
        for (int number = 1; number <= MostAlarmPages; number++)
        {
            var page = await DescribeAlarmHistoriesAsync(
                request with { Order = "ASC", PageNumber = number, PageSize = DescribeAlarmHistories.PageSize }, cancellationToken).ConfigureAwait(false);
            foreach (var alarm in page.Histories)
                found[alarm.AlarmId] = alarm;
            if (page.Histories.Count < DescribeAlarmHistories.PageSize || number * DescribeAlarmHistories.PageSize >= page.TotalCount)
                break;
        }

        return [.. found.Values];
    }
}
