namespace TencentcloudRefresh.Simulator;

/// <summary>The service says no.</summary>
/// <param name="Code">The API's error code, such as <c>ResourceNotFound.RefreshActivityNotFound</c>.</param>
/// <param name="Message">For people; names the thing and the value.</param>
public sealed record Refusal(string Code, string Message);
