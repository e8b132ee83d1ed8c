namespace TencentcloudRefresh.TestKit;

/// <summary>Names the bug that a test guards, in a word or two: <c>[Bug("second start after a lost answer")]</c>. Run them with <c>--filter Bug~start</c>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class BugAttribute(string what) : PropertyAttribute("Bug", what);
