using System.Collections.Immutable;
using System.Text.Json;
using TencentcloudRefresh.Simulator.Model;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>The machine service's images. Any well-formed id is an image of the account, unless the fleet says that it is public or does not exist.</summary>
internal static class DescribeImages
{
    public const string Public = "PUBLIC_IMAGE";

    private const string Private = "PRIVATE_IMAGE";

    public static readonly ApiAction Action = new(
        "DescribeImages",
        Paging.By("ImageIds", Shape.Id(Ids.Image, "InvalidImageId.Malformed"), ("InstanceType", Shape.Text)), Answer)
    {
        Service = "cvm",
        Version = "2017-03-12",
        PerSecond = 40,
    };

    private static Refusal? Answer(World world, Input input, Utf8JsonWriter answer)
    {
        if (input.Has("ImageIds") && input.Has("Filters"))
            return new("InvalidParameter.InvalidParameterCoexistImageIdsFilters", "ImageIds and Filters cannot be given together.");
        if (Paging.Filters(input, out var filters, "image-id", "image-type", "image-name", "platform", "image-state", "tag-key", "tag-value", "tag:") is { } refusal)
            return refusal with { Code = "InvalidFilter" };
        var asked = input.Texts("ImageIds").AddRange(filters.Where(filter => filter.Name == "image-id").SelectMany(filter => filter.Values));
        var found = (asked.IsEmpty ? KnownTo(world) : asked).Where(id => Ids.IsId(id, Ids.Image))
            .Distinct(StringComparer.Ordinal).Except(world.MissingImages, StringComparer.Ordinal)
            .Where(id => filters.All(filter => Fits(world, id, filter.Name, filter.Values))).Order(StringComparer.Ordinal).ToList();
        answer.WriteNumber("TotalCount", found.Count);
        answer.WriteStartArray("ImageSet");
        foreach (var id in found.Skip(Paging.Offset(input)).Take(Paging.Limit(input)))
            Write(answer, world, id);
        answer.WriteEndArray();
        return null;
    }

    private static IEnumerable<string> KnownTo(World world) => world.PublicImages
        .Concat(world.Configurations.Values.Select(configuration => configuration.ImageId))
        .Concat(world.Groups.Values.SelectMany(group => group.Instances).Select(instance => instance.ImageId));

    private static void Write(Utf8JsonWriter json, World world, string id)
    {
        json.WriteStartObject();
        json.WriteString("ImageId", id);
        json.WriteString("OsName", "TencentOS Server 4");
        json.WriteString("ImageType", TypeOf(world, id));
        json.WriteString("CreatedTime", "2026-01-01T00:00:00Z");
        json.WriteString("ImageName", NameOf(id));
        json.WriteString("ImageDescription", "");
        json.WriteNumber("ImageSize", 20);
        json.WriteString("Architecture", "x86_64");
        json.WriteString("ImageState", "NORMAL");
        json.WriteString("Platform", "TencentOS");
        json.WriteString("ImageCreator", world.PublicImages.Contains(id) ? "" : world.AccountId);
        json.WriteString("ImageSource", world.PublicImages.Contains(id) ? "OFFICIAL" : "CREATE_IMAGE");
        json.WriteNumber("SyncPercent", 100);
        json.WriteBoolean("IsSupportCloudinit", true);
        json.WriteStartArray("SnapshotSet");
        json.WriteEndArray();
        json.WriteStartArray("Tags");
        json.WriteEndArray();
        json.WriteString("LicenseType", "TencentCloud");
        json.WriteNull("ImageFamily");
        json.WriteBoolean("ImageDeprecated", false);
        json.WriteEndObject();
    }

    private static bool Fits(World world, string id, string filter, ImmutableArray<string> values) => filter switch
    {
        "image-id" => true,
        "image-type" => values.Contains(TypeOf(world, id)),
        "image-name" => values.Contains(NameOf(id)),
        "platform" => values.Contains("TencentOS"),
        "image-state" => values.Contains("NORMAL"),
        _ => Paging.FitsTags([], filter, values),
    };

    private static string TypeOf(World world, string id) => world.PublicImages.Contains(id) ? Public : Private;

    private static string NameOf(string id) => $"image {id[Ids.Image.Length..]}";
}
