using System.Text.Json;
using System.Text.Json.Nodes;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Config;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Record;

namespace TencentcloudRefresh.Rehearsal.Commands;

/// <summary>What <c>--json</c> prints: one object on one line for each step of the scenario, or for each operation of a command.</summary>
internal static class JsonLines
{
    public static string Of(string step, OperationRecord record, bool? asExpected = null)
    {
        JsonObject json = new()
        {
            ["step"] = step,
            ["operation"] = record.Operation,
            ["outcome"] = record.Result switch
            {
                DeploymentResult.Succeeded => "succeeded",
                DeploymentResult.Cancelled => "canceled",
                _ => "failed",
            },
            ["status"] = record.Rollout?.Status,
            ["apiCalls"] = new JsonArray([.. record.ApiCalls.Select(call => (JsonNode)call)]),
        };
        if (asExpected is { } expected)
            json["asExpected"] = expected;
        json["rollout"] = RolloutOf(record.Rollout);
        json["resources"] = new JsonArray([.. record.Steps.Select(ResourceOf)]);
        json["errors"] = Texts(record.Messages.Where(message => message.Severity == Severity.Error).Select(message => message.Text)
            .Concat(record.Steps.Where(step => step.Outcome != StepOutcome.Succeeded).SelectMany(step => step.Reasons)));
        json["warnings"] = Texts(record.Messages.Where(message => message.Severity == Severity.Warning).Select(message => message.Text));
        json["diagnostics"] = new JsonArray([.. record.Messages.Select(DiagnosticOf)]);
        json["plan"] = record.Preview ? Texts(PlanOf(record)) : null;
        json["durationSeconds"] = Math.Round(record.Duration.TotalSeconds, 3);
        json["outputs"] = Members(record.Outputs);
        return json.ToJsonString(JsonText.Plain);
    }

    /// <summary>What the rollout's provider says it would do, in sentences.</summary>
    private static IEnumerable<string> PlanOf(OperationRecord record) => record.Messages
        .Where(message => message.Severity == Severity.Info && message.Urn.Length > 0 && Urns.TypeOf(message.Urn) == RolloutRecord.Type)
        .SelectMany(message => message.Text.Split('\n'));

    private static JsonObject DiagnosticOf(MessageRecord message) => new()
    {
        ["severity"] = JsonNamingPolicy.CamelCase.ConvertName(message.Severity.ToString()),
        ["urn"] = message.Urn.Length > 0 ? message.Urn : null,
        ["text"] = message.Text,
    };

    private static JsonObject? RolloutOf(RolloutRecord? rollout) => rollout is null ? null : new()
    {
        ["groupId"] = rollout.GroupId,
        ["activityId"] = rollout.ActivityId,
        ["status"] = rollout.Status,
        ["outcome"] = rollout.Outcome,
        ["currentBatch"] = rollout.CurrentBatch,
        ["batchCount"] = rollout.BatchCount,
        ["refreshedInstances"] = rollout.RefreshedInstances,
        ["totalInstances"] = rollout.TotalInstances,
        ["failedInstances"] = Texts(rollout.FailedInstances.Select(failed => failed.InstanceId)),
    };

    private static JsonObject ResourceOf(StepRecord step) => new()
    {
        ["urn"] = step.Urn,
        ["operation"] = JsonNamingPolicy.CamelCase.ConvertName(step.Op.ToString()),
        ["outcome"] = JsonNamingPolicy.CamelCase.ConvertName(step.Outcome.ToString()),
    };

    private static JsonObject Members(PropertyMap map) => new(map.AsEnumerable().Select(member => KeyValuePair.Create(member.Key, ValueOf(member.Value))));

    /// <summary>Null for what is not known yet; text for what JSON has no form for.</summary>
    private static JsonNode? ValueOf(PropertyValue value) => value switch
    {
        PropertyValue.Null or PropertyValue.Unknown => null,
        PropertyValue.Bool flag => flag.Value,
        PropertyValue.Number { Value: var number } when double.IsFinite(number) => number,
        PropertyValue.Text text => text.Value,
        PropertyValue.Array list => new JsonArray([.. list.Items.Select(ValueOf)]),
        PropertyValue.Object members => Members(members.Members),
        _ => value.ToString(),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
