using System.Collections.Immutable;
using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a verification wants to know now.</summary>
/// <param name="AlarmsSince">The service's time since which none of the policies may have been in ALARM; null: alarms are not asked about.</param>
/// <param name="Policies">Whether it is asked as well that the policies exist and are on.</param>
/// <param name="HttpChecks">Which of the HTTP checks are due, by their place in the inputs.</param>
internal sealed record VerificationQuestions(DateTimeOffset? AlarmsSince, bool Policies, ImmutableArray<int> HttpChecks)
{
    public bool IsEmpty => AlarmsSince is null && HttpChecks.IsEmpty;
}

/// <summary>What came of it.</summary>
/// <param name="Alarms">Null: not asked about.</param>
internal sealed record VerificationAnswers(AlarmAnswer? Alarms, ImmutableArray<HttpResult> HttpChecks)
{
    /// <summary>The same with the monitor's words cleaned of secrets.</summary>
    public VerificationAnswers Cleaned(Func<string, string> clean) => Alarms is not AlarmAnswer.Answered { Alarms: [_, ..] alarms } ? this : this with
    {
        Alarms = new AlarmAnswer.Answered([.. alarms.Select(alarm => alarm with
        {
            AlarmObject = clean(alarm.AlarmObject),
            Content = clean(alarm.Content),
            PolicyName = clean(alarm.PolicyName),
        })]),
    };
}

/// <summary>What Cloud Monitor says. Closed.</summary>
internal abstract record AlarmAnswer
{
    private AlarmAnswer()
    {
    }

    /// <param name="Alarms">Those that lasted at some time since the time that was asked about. Empty: none did.</param>
    public sealed record Answered(ImmutableArray<AlarmHistory> Alarms) : AlarmAnswer;

    /// <summary>It could not be asked.</summary>
    /// <param name="MayPass">Whether asking again may help.</param>
    public sealed record Unasked(string Why, bool MayPass) : AlarmAnswer;
}

/// <summary>What one HTTP check has answered.</summary>
/// <param name="Index">Its place in the inputs.</param>
internal sealed record HttpResult(int Index, HttpAnswer Answer);

/// <summary>Closed.</summary>
internal abstract record HttpAnswer
{
    private HttpAnswer()
    {
    }

    public sealed record Status(int Code) : HttpAnswer;

    /// <summary>Nobody answers there: refused, interrupted, or too late.</summary>
    public sealed record Silent(string Why) : HttpAnswer;

    /// <summary>This machine does not get there: the name or the way is not known.</summary>
    public sealed record Unreachable(string Why) : HttpAnswer;
}
