using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Refreshctl.Output;

/// <summary>What <c>plan --json</c> prints.</summary>
/// <param name="RefreshMode">One of <see cref="AutoScaling.RefreshMode"/>.</param>
/// <param name="SettingsOf">The activity whose settings were taken where no option gave one; absent where there was none.</param>
internal sealed record PlanOutput(RolloutPlan Plan, string RefreshMode, RolloutSettings Settings, string? SettingsOf);

/// <summary>What <c>status --json</c> prints, and <c>watch --json</c> and <c>wait --json</c> in a line for each look.</summary>
internal sealed record StatusOutput(GroupView Group, RolloutView? Rollout);

/// <summary>What <c>history --json</c> prints.</summary>
internal sealed record HistoryOutput(GroupView Group, ImmutableArray<RolloutView> Rollouts);

/// <summary>The shapes of the JSON: members in camel case, times in UTC as the service writes them, spans in seconds, absent for null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(ServiceTime), typeof(Seconds)])]
[JsonSerializable(typeof(PlanOutput))]
[JsonSerializable(typeof(StatusOutput))]
[JsonSerializable(typeof(HistoryOutput))]
internal sealed partial class OutputJson : JsonSerializerContext
{
    /// <summary>Texts as people read them: what is printed here is not put into a web page.</summary>
    public static OutputJson Plain => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary><c>2026-01-05T08:02:07Z</c>.</summary>
internal sealed class ServiceTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Times.Write(value));
}

/// <summary>Whole seconds, as a number.</summary>
internal sealed class Seconds : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeSpan.FromSeconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue((long)value.TotalSeconds);
}
