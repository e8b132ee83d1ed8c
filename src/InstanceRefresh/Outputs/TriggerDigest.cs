using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>
/// Triggers in a form in which they can be compared and not read: their values may be secrets, and what is noted of them stands in the state in clear.
/// </summary>
internal static class TriggerDigest
{
    /// <param name="salt">The activity that the triggers belong to, so that equal triggers of two rollouts look different.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(ImmutableSortedDictionary<string, string> triggers, string salt)
    {
        // Lengths first: no two maps are written alike.
        var text = triggers.Aggregate(new StringBuilder(salt), (text, trigger) => text
            .Append('\n').Append(trigger.Key.Length).Append(':').Append(trigger.Key)
            .Append('=').Append(trigger.Value.Length).Append(':').Append(trigger.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
