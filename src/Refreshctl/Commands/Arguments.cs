using System.CommandLine;

namespace TencentcloudRefresh.Refreshctl.Commands;

/// <summary>What commands are about.</summary>
internal static class Arguments
{
    public static Argument<string> Group() => new("GROUP") { Description = "The scaling group, such as asg-9dn1a5y6." };

    public static Argument<string> Rollout() => new("GROUP[/ACTIVITY]")
    {
        Description = "The scaling group, such as asg-9dn1a5y6, for its newest rollout; or one of its rollouts, such as asg-9dn1a5y6/asr-4k7m2p9q.",
    };
}
