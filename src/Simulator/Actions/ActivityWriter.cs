using System.Text.Json;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>A refresh activity as the API shows it (data type RefreshActivity).</summary>
internal static class ActivityWriter
{
    public static void Write(Utf8JsonWriter json, RefreshActivity activity, AssumptionSet assumed)
    {
        json.WriteStartObject();
        json.WriteString("AutoScalingGroupId", activity.GroupId);
        json.WriteString("RefreshActivityId", activity.Id);
        WriteMaybe(json, "OriginRefreshActivityId", activity.OriginId, assumed);
        json.WriteString("ActivityType", activity.Type.Wire());
        json.WriteString("RefreshMode", activity.Mode.Wire());
        json.WriteString("Status", activity.Status.Wire());
        json.WriteNumber("CurrentRefreshBatchNum", activity.CurrentBatch);
        json.WriteStartObject("RefreshSettings");
        WriteSettings(json, activity.Settings);
        json.WriteEndObject();
        json.WriteStartArray("RefreshBatchSet");
        var ascending = assumed.Is(Assumed.BatchOrder, "ascending");
        for (var i = 0; i < activity.Batches.Length; i++)
            Write(json, activity.Batches[ascending ? i : activity.Batches.Length - 1 - i], assumed);
        json.WriteEndArray();
        json.WriteTime("CreatedTime", activity.CreatedTime);
        json.WriteTime("StartTime", activity.StartTime);
        json.WriteTime("EndTime", activity.EndTime);
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, RefreshSettings settings)
    {
        json.WriteStartObject("RollingUpdateSettings");
        json.WriteNumber("BatchNumber", settings.BatchNumber);
        json.WriteString("BatchPause", (settings.BatchPause ?? BatchPause.Automatic).Wire());
        json.WriteMaybe("MaxSurge", settings.MaxSurge);
        json.WriteString("FailProcess", (settings.FailProcess ?? FailProcess.AutoPause).Wire());
        json.WriteEndObject();
        json.WriteBoolean("CheckInstanceTargetHealth", settings.CheckInstanceTargetHealth ?? false);
        json.WriteMaybe("CheckInstanceTargetHealthTimeout", settings.CheckInstanceTargetHealthTimeout);
    }

    private static void Write(Utf8JsonWriter json, RefreshBatch batch, AssumptionSet assumed)
    {
        json.WriteStartObject();
        json.WriteNumber("RefreshBatchNum", batch.Number);
        json.WriteString("RefreshBatchStatus", batch.Status.Wire());
        json.WriteStartArray("RefreshBatchRelatedInstanceSet");
        foreach (var instance in batch.Instances)
        {
            json.WriteStartObject();
            json.WriteString("InstanceId", instance.InstanceId);
            json.WriteString("InstanceStatus", instance.Status.Wire());
            WriteMaybe(json, "LastActivityId", instance.LastActivityId, assumed);
            json.WriteString("InstanceStatusMessage", instance.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTime("StartTime", batch.StartTime);
        json.WriteTime("EndTime", batch.EndTime);
        json.WriteEndObject();
    }

    private static void WriteMaybe(Utf8JsonWriter json, string name, string? text, AssumptionSet assumed)
    {
        if (text is not null)
            json.WriteString(name, text);
        else if (assumed.Is(Assumed.UnsetText, "empty"))
            json.WriteString(name, "");
        else if (assumed.Is(Assumed.UnsetText, "null"))
            json.WriteNull(name);
    }
}
