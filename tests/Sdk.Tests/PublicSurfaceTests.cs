using Pulumi.TencentcloudRefresh;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Sdk.Tests;

/// <summary>The public surface of the SDK against the text that was reviewed: programs compile against it, so that no change is made in passing.</summary>
public sealed class PublicSurfaceTests
{
    private const string Root = "Pulumi.TencentcloudRefresh";

    [Test]
    public void Sdk_PublicSurface_IsTheApprovedOne()
    {
        var surface = typeof(InstanceRefresh).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true)
            .GroupBy(type => type.Namespace![Root.Length..].TrimStart('.'), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => PublicSurface.Of(group).Select(line => group.Key.Length > 0 ? $"{group.Key}: {line}" : line))
            .ToList();
        var proposal = Path.Combine(TestContext.CurrentContext.WorkDirectory, "PublicSurface.txt");
        File.WriteAllLines(proposal, surface);

        Assert.That(surface, Is.EqualTo(Approved()), $"if the change is meant: cp {proposal} {Repository.PathOf("tests/Sdk.Tests/PublicSurface.txt")}");
    }

    private static IEnumerable<string> Approved()
    {
        using var reader = new StreamReader(typeof(PublicSurfaceTests).Assembly.GetManifestResourceStream("PublicSurface.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
