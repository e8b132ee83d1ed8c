namespace TencentcloudRefresh.Simulator.Tests.Assumptions;

/// <summary>Names the switch whose other values a test shows; one test sees to it that every switch has one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AssumesAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
