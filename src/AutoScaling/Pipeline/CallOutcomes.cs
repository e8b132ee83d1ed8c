using System.Text.Json;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>From values to what a caller sees: a typed response or an exception of one of the families.</summary>
internal static class CallOutcomes
{
    public static TResponse Open<TRequest, TResponse>(this CallOutcome outcome, CloudAction<TRequest, TResponse> action)
        where TResponse : CloudResponse => outcome switch
        {
            CallOutcome.Answered answered => Read(answered, action),
            CallOutcome.Refused refused => throw new CloudServiceException(
                action.Name, refused.Code, refused.Message, refused.RequestId, refused.AnsweredAt, refused.MayHaveActed),
            CallOutcome.Broken broken => throw new CloudTransportException(
                action.Name, broken.Fault, broken.Detail, broken.MayHaveActed, broken.Cause)
            { Step = broken.Step },
            _ => throw new InvalidOperationException($"No such outcome: {outcome.GetType().Name}"),
        };

    private static TResponse Read<TRequest, TResponse>(CallOutcome.Answered answered, CloudAction<TRequest, TResponse> action)
        where TResponse : CloudResponse
    {
        TResponse? response;
        try
        {
            response = AnswerReader.Read(answered.Body, action.AnswerShape)?.Response;
        }
        catch (JsonException unreadable)
        {
            // The path names the member; the inner text would quote the answer.
            throw Garbled($"the answer of call {answered.RequestId} has an unexpected shape at {unreadable.Path}");
        }

        return response is not null && action.IsComplete(response)
            ? response with { AnsweredAt = answered.AnsweredAt, Size = answered.Body.Length }
            : throw Garbled($"the answer of call {answered.RequestId} lacks required members");

        // The service said that it worked, so a write has most likely acted.
        CloudTransportException Garbled(string detail) => new(action.Name, TransportFault.Garbled, detail, action.IsWrite);
    }
}
