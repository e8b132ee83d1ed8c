using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TencentcloudRefresh.InstanceRefresh.Report;

/// <summary>The report for programs: the members of <see cref="RolloutReport"/> in camel case, times as the service writes them, absent for null.</summary>
internal static class JsonReport
{
    public static string Render(RolloutReport report) => JsonSerializer.Serialize(report, ReportJsonContext.Default.RolloutReport) + "\n";

    /// <summary>Null for anything that is not a report of this version.</summary>
    public static RolloutReport? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReportJsonContext.Default.RolloutReport) is { Version: 1 } report && IsWhole(report)
                // Earlier versions did not write it.
                ? report with
                {
                    Causes = Given(report.Causes),
                    Deviations = Given(report.Deviations),
                    Verifications = Given(report.Verifications),
                    Images = report.Images is { } images ? images with { Before = Given(images.Before) } : null,
                } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImmutableArray<T> Given<T>(ImmutableArray<T> list) => list.IsDefault ? [] : list;

    /// <summary>A list that says null arrives as an array that throws when it is touched.</summary>
    private static bool IsWhole(RolloutReport report) => !report.Events.IsDefault && !report.Activities.IsDefault
        && Given(report.Verifications).All(verification => verification is not null)
        && Given(report.Deviations).All(deviation => deviation is not null)
        && Given(report.Causes).All(cause => cause is not null)
        && report.Events.All(reportEvent => reportEvent is not null)
        && report.Activities.All(activity => activity is { Marks.IsDefault: false, Batches.IsDefault: false }
            && activity.Marks.All(mark => mark is not null)
            && activity.Batches.All(batch => batch is { Marks.IsDefault: false, Instances.IsDefault: false }
                && batch.Marks.All(mark => mark is not null)
                && batch.Instances.All(instance => instance is { Marks.IsDefault: false } && instance.Marks.All(mark => mark is not null))));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ServiceTimeConverter)],
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RolloutReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;

/// <summary>Whole seconds with a Z, e.g. <c>2026-01-05T08:02:07Z</c>.</summary>
internal sealed class ServiceTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(ReportText.Iso(value));
}
