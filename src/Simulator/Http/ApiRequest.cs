using Microsoft.AspNetCore.Http;

namespace TencentcloudRefresh.Simulator.Http;

/// <summary>A request to the API as it came, its body read.</summary>
/// <param name="Method">POST, if it is right.</param>
/// <param name="Headers">Names in any case.</param>
/// <param name="Body">Empty counts as an object without members.</param>
/// <param name="BodyTooLarge">The body was longer than the API takes and was not read.</param>
internal readonly record struct ApiRequest(string Method, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body, bool BodyTooLarge = false)
{
    /// <summary>The longest body the API takes: 10 MB.</summary>
    public const int MaxBody = 10 * 1024 * 1024;

    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value.ToString() : "";
}
