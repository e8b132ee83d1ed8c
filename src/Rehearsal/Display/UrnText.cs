using System.Text.RegularExpressions;
using TencentcloudRefresh.Rehearsal.Engine;

namespace TencentcloudRefresh.Rehearsal.Display;

/// <summary>URNs in running text: a line of the screen has no room for one, and names and kinds are what people know resources by.</summary>
internal static partial class UrnText
{
    /// <returns>The text with <c>rollout (InstanceRefresh)</c> in the place of each resource's URN.</returns>
    public static string Shortened(string text) => Pattern().Replace(text, urn => $"{Urns.NameOf(urn.Value)} ({Urns.TypeOf(urn.Value).Split(':')[^1]})");

    // A type is one token at least; names may hold nearly anything, so a URN ends where prose continues.
    [GeneratedRegex(@"urn:pulumi:[^:\s]+::[^:\s]+::[^\s]+?::[^\s,;:'""`)]*[^\s,;:'""`).]", RegexOptions.None, 1000)]
    private static partial Regex Pattern();
}
