using System.Globalization;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>A resource as the service has it.</summary>
/// <param name="Inputs">What a program would write to get it.</param>
/// <param name="Computed">What only the service knows.</param>
internal sealed record CloudObject(string Id, PropertyMap Inputs, PropertyMap Computed)
{
    /// <summary>As the service writes it; empty where it does not say.</summary>
    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    public PropertyMap Outputs => PropertyMap.From(Inputs.Concat(Computed.Where(computed => !Inputs.ContainsKey(computed.Key))));
}

/// <summary>One of the two kinds of cloud resource that the rehearsal looks after itself.</summary>
internal interface ICloudResource
{
    PropertyTable Table { get; }

    /// <summary>Outputs that are not known before the resource is made.</summary>
    IReadOnlyList<string> Computed { get; }

    /// <returns>The id, as soon as there is one; the resource may not be ready yet.</returns>
    Task<string> CreateAsync(PropertyMap inputs, CancellationToken cancellationToken);

    /// <summary>Waits until a new resource is ready.</summary>
    /// <exception cref="TimeoutException">It is not, in time.</exception>
    Task WaitUntilReadyAsync(string id, CancellationToken cancellationToken);

    /// <returns>Null when it is gone.</returns>
    Task<CloudObject?> ReadAsync(string id, PropertyMap? olds, CancellationToken cancellationToken);

    Task UpdateAsync(string id, PropertyMap olds, PropertyMap news, CancellationToken cancellationToken);

    Task DeleteAsync(string id, CancellationToken cancellationToken);
}
