namespace TencentcloudRefresh.TestKit;

/// <summary>
/// Where random walks begin. The same in every run, so that a change is judged by itself and not by the luck of the day; a new number here is a new
/// search.
/// </summary>
public static class TestSeed
{
    /// <summary>For the replay of a property.</summary>
    public const string Fixed = "(20261130,20261131)";
}
