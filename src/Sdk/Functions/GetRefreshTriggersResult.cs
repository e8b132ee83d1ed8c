using System.Collections.Immutable;

namespace Pulumi.TencentcloudRefresh;

/// <summary>The answer of <see cref="GetRefreshTriggers"/>.</summary>
[OutputType]
public sealed class GetRefreshTriggersResult
{
    /// <summary>
    /// The triggers by name. Short texts stand as they are; what is secret or longer than 64 characters is hashed. More can be added, for
    /// example one to roll the same configuration again.
    /// </summary>
    public readonly ImmutableDictionary<string, string> Triggers;

    [OutputConstructor]
    private GetRefreshTriggersResult(ImmutableDictionary<string, string> triggers)
    {
        Triggers = triggers;
    }
}
