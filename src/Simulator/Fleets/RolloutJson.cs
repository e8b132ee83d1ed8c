using System.Text.Json;
using TencentcloudRefresh.Simulator.Model;

namespace TencentcloudRefresh.Simulator.Fleets;

/// <summary>A refresh activity with all that the service knows about it, not only what the API shows.</summary>
internal static class RolloutJson
{
    public static void Write(Utf8JsonWriter json, RefreshActivity activity)
    {
        json.WriteStartObject();
        json.WriteString("id", activity.Id);
        json.WriteString("groupId", activity.GroupId);
        if (activity.OriginId is not null)
            json.WriteString("originId", activity.OriginId);
        json.WriteString("type", activity.Type.Wire());
        json.WriteString("mode", activity.Mode.Wire());
        json.WriteString("status", activity.Status.Wire());
        json.WriteString("step", activity.Step.Wire());
        json.WriteBoolean("working", activity.Working);
        Yes(json, "stepFailed", activity.StepFailed);
        Yes(json, "stopAsked", activity.StopAsked);
        Yes(json, "awaitsOrigin", activity.AwaitsOrigin);
        json.WriteNumber("round", activity.Round);
        json.WriteNumber("currentBatch", activity.CurrentBatch);
        json.WriteBoolean("groupWasEnabled", activity.GroupWasEnabled);
        FleetWriter.Texts(json, "surgeInstanceIds", activity.SurgeInstanceIds);
        FleetWriter.Time(json, "createdTime", activity.CreatedTime);
        FleetWriter.Time(json, "startTime", activity.StartTime);
        FleetWriter.Time(json, "endTime", activity.EndTime);
        json.WriteStartObject("settings");
        Settings(json, activity.Settings);
        json.WriteEndObject();
        json.WriteStartArray("batches");
        foreach (var batch in activity.Batches)
            Batch(json, batch);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static RefreshActivity Read(JsonReading json)
    {
        json.OnlyMembers("id", "groupId", "originId", "type", "mode", "status", "step", "working", "stepFailed", "stopAsked", "awaitsOrigin", "round",
            "currentBatch", "groupWasEnabled", "surgeInstanceIds", "createdTime", "startTime", "endTime", "settings", "batches");
        var status = json.Choice("status", ActivityStatus.Successful);
        var activity = new RefreshActivity
        {
            Id = json.Id("id", Ids.Refresh),
            GroupId = json.Id("groupId", Ids.Group),
            OriginId = json.TextOrNull("originId"),
            Type = json.Choice("type", ActivityType.Normal),
            Mode = json.Choice("mode", RefreshMode.RollingUpdateReset),
            Status = status,
            Step = json.Choice("step", RefreshStep.Over),
            Working = json.Flag("working", false),
            StepFailed = json.Flag("stepFailed", false),
            StopAsked = json.Flag("stopAsked", false),
            AwaitsOrigin = json.Flag("awaitsOrigin", false),
            Round = json.Integer("round", 0, 0),
            CurrentBatch = json.Integer("currentBatch", 0, 0),
            GroupWasEnabled = json.Flag("groupWasEnabled", true),
            SurgeInstanceIds = [.. json.Texts("surgeInstanceIds")],
            CreatedTime = json.Time("createdTime") ?? default,
            StartTime = json.Time("startTime"),
            EndTime = json.Time("endTime"),
            Settings = Settings(json),
            Batches = [.. json.Objects("batches").Select(Batch)],
        };
        if (activity.CurrentBatch > activity.Batches.Length)
            json.Complain("currentBatch", $"is {activity.CurrentBatch}, but there are {activity.Batches.Length} batches");
        for (var i = 0; i < activity.Batches.Length; i++)
        {
            if (activity.Batches[i].Number != i + 1)
                json.Complain($"batches[{i}].number", $"must be {i + 1}: batches are listed from the first to the last");
        }

        return activity;
    }

    private static RefreshSettings Settings(JsonReading json)
    {
        if (json.Object("settings") is not { } settings)
        {
            json.Complain("settings", "is required");
            return new() { BatchNumber = 1 };
        }

        settings.OnlyMembers("batchNumber", "batchPause", "maxSurge", "failProcess", "checkInstanceTargetHealth", "checkInstanceTargetHealthTimeout");
        return new()
        {
            BatchNumber = settings.Integer("batchNumber", 1, 1),
            BatchPause = settings.Has("batchPause") ? settings.Choice("batchPause", BatchPause.Automatic) : null,
            MaxSurge = settings.Has("maxSurge") ? settings.Long("maxSurge", 0) : null,
            FailProcess = settings.Has("failProcess") ? settings.Choice("failProcess", FailProcess.AutoPause) : null,
            CheckInstanceTargetHealth = settings.Has("checkInstanceTargetHealth") ? settings.Flag("checkInstanceTargetHealth", false) : null,
            CheckInstanceTargetHealthTimeout = settings.Has("checkInstanceTargetHealthTimeout")
                ? settings.Integer("checkInstanceTargetHealthTimeout", 1800, 60, 7200)
                : null,
        };
    }

    private static void Settings(Utf8JsonWriter json, RefreshSettings settings)
    {
        json.WriteNumber("batchNumber", settings.BatchNumber);
        if (settings.BatchPause is { } pause)
            json.WriteString("batchPause", pause.Wire());
        if (settings.MaxSurge is { } surge)
            json.WriteNumber("maxSurge", surge);
        if (settings.FailProcess is { } process)
            json.WriteString("failProcess", process.Wire());
        if (settings.CheckInstanceTargetHealth is { } check)
            json.WriteBoolean("checkInstanceTargetHealth", check);
        if (settings.CheckInstanceTargetHealthTimeout is { } timeout)
            json.WriteNumber("checkInstanceTargetHealthTimeout", timeout);
    }

    private static RefreshBatch Batch(JsonReading json)
    {
        json.OnlyMembers("number", "status", "retried", "startTime", "endTime", "instances");
        return new()
        {
            Number = json.Integer("number", 1, 1),
            Status = json.Choice("status", BatchStatus.Waiting),
            Retried = json.Flag("retried", false),
            StartTime = json.Time("startTime"),
            EndTime = json.Time("endTime"),
            Instances = [.. json.Objects("instances").Select(Instance)],
        };
    }

    private static void Batch(Utf8JsonWriter json, RefreshBatch batch)
    {
        json.WriteStartObject();
        json.WriteNumber("number", batch.Number);
        json.WriteString("status", batch.Status.Wire());
        Yes(json, "retried", batch.Retried);
        FleetWriter.Time(json, "startTime", batch.StartTime);
        FleetWriter.Time(json, "endTime", batch.EndTime);
        json.WriteStartArray("instances");
        foreach (var instance in batch.Instances)
        {
            json.WriteStartObject();
            json.WriteString("instanceId", instance.InstanceId);
            json.WriteString("status", instance.Status.Wire());
            if (instance.LastActivityId is not null)
                json.WriteString("lastActivityId", instance.LastActivityId);
            if (instance.Message.Length > 0)
                json.WriteString("message", instance.Message);
            if (instance.PreviousImageId is not null)
                json.WriteString("previousImageId", instance.PreviousImageId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static BatchInstance Instance(JsonReading json)
    {
        json.OnlyMembers("instanceId", "status", "lastActivityId", "message", "previousImageId");
        return new()
        {
            InstanceId = json.Id("instanceId", Ids.Instance),
            Status = json.Choice("status", BatchInstanceStatus.Waiting),
            LastActivityId = json.TextOrNull("lastActivityId"),
            Message = json.Text("message", ""),
            PreviousImageId = json.TextOrNull("previousImageId"),
        };
    }

    private static void Yes(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, true);
    }
}
