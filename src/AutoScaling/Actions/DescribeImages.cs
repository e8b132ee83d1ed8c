namespace TencentcloudRefresh.AutoScaling;

/// <summary>Reads machine images by their ids.</summary>
/// <remarks>Source: CVM API, DescribeImages page.</remarks>
public sealed record DescribeImagesRequest
{
    /// <summary>The images (<c>img-…</c>), at most 100.</summary>
    public IReadOnlyList<string>? ImageIds { get; init; }

    /// <summary>The size of a page, 1 to 100. The service's default is 20, also for a read by ids.</summary>
    public int? Limit { get; init; }
}

/// <summary>The images that exist and that the caller may see.</summary>
public sealed record DescribeImagesResponse : CloudResponse
{
    /// <summary>How many match.</summary>
    public int TotalCount { get; init; }

    /// <summary>The matches, in no documented order.</summary>
    public IReadOnlyList<MachineImage> ImageSet { get; init => field = value ?? []; } = [];
}

/// <summary>What instances are made from.</summary>
/// <remarks>Source: CVM API, data type Image.</remarks>
public sealed record MachineImage
{
    /// <summary>The image, <c>img-…</c>.</summary>
    public string ImageId { get; init => field = value ?? ""; } = "";

    /// <summary>One of <see cref="AutoScaling.ImageType"/>.</summary>
    public string ImageType { get; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string ImageName { get; init => field = value ?? ""; } = "";

    /// <summary>NORMAL, or what is wrong with it.</summary>
    public string ImageState { get; init => field = value ?? ""; } = "";
}

/// <summary>Where an image comes from.</summary>
public static class ImageType
{
    /// <summary>Made by this account.</summary>
    public const string Private = "PRIVATE_IMAGE";

    /// <summary>Published by the vendor.</summary>
    public const string Public = "PUBLIC_IMAGE";

    /// <summary>Shared by another account.</summary>
    public const string Shared = "SHARED_IMAGE";

    /// <summary>Bought on the market.</summary>
    public const string Market = "MARKET_IMAGE";
}

internal static class DescribeImages
{
    public static readonly CloudAction<DescribeImagesRequest, DescribeImagesResponse> Action = new(
        nameof(DescribeImages), Repeat.Read, WireJson.Default.DescribeImagesRequest, WireJson.Default.AnswerDescribeImagesResponse, PublishedRate: 40)
    {
        Service = "cvm",
        Version = "2017-03-12",
    };
}

public sealed partial class AutoScalingClient
{
    /// <summary>Reads images. Needs the permission <c>cvm:DescribeImages</c>.</summary>
    /// <exception cref="CloudServiceException">The service refused, for want of the permission for example.</exception>
    /// <exception cref="CloudTransportException">Nobody answered.</exception>
    public Task<DescribeImagesResponse> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(DescribeImages.Action, request, cancellationToken);
    }
}
