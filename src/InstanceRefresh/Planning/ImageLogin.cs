using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Whether a rollout is to keep the login of its image. The service does that for images of the account and for shared ones; with another it accepts the
/// launch configuration and refuses the reinstall.
/// </summary>
/// <remarks>Source: CVM API, data type LoginSettings. The launch configuration does not show the setting, so that the program's triggers must.</remarks>
internal static class ImageLogin
{
    private const string Keeps = "keepImageLogin=true";

    /// <returns>The image whose login is to be kept; null where it is not asked for, or not known.</returns>
    public static string? ImageOf(RefreshInputs inputs, LaunchConfiguration? configuration)
    {
        if (!inputs.Triggers.TryGetValue("loginSettings", out string? login) || !login.Split(',').Contains(Keeps, StringComparer.Ordinal))
            return null;
        string? image = inputs.Triggers.TryGetValue("imageId", out string? wanted) && wanted.StartsWith("img-", StringComparison.Ordinal)
            ? wanted
            : configuration?.ImageId;
        return string.IsNullOrEmpty(image) ? null : image;
    }

    /// <returns>What to say of such an image; null where its login can be kept.</returns>
    public static string? Warning(MachineImage image) => image.ImageType is ImageType.Public or ImageType.Market
        ? $"Image {image.ImageId} is {(image.ImageType == ImageType.Public ? "a public image" : "an image of the market")}, whose login cannot be kept: the service will "
            + "refuse the first batch. Give a key pair or a password, or use an image of your own."
        : null;
}
