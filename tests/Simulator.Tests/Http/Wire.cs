using System.Text;
using System.Text.Json;
using TencentcloudRefresh.TestKit;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>A running simulator on a socket, and a client that signs. Nothing unexpected may have happened in it by the end.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class Wire
{
    private protected VirtualClock Clock { get; } = new();

    private protected SimulatorHost Host { get; private set; } = null!;

    private protected HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false });

    private protected virtual SimulatorOptions Options => new() { Clock = Clock, Durations = Fixture.Round };

    [SetUp]
    public async Task Start() => Host = await SimulatorHost.StartAsync(Options).Soon();

    [TearDown]
    public async Task Stop()
    {
        Client.Dispose();
        await Host.DisposeAsync().Soon();
        Assert.That(Host.InternalErrors, Is.Empty);
    }

    private protected async Task<Answer> CallAsync(string action, object? input = null, Signer? signer = null)
        => await CallAsync(action, JsonSerializer.SerializeToUtf8Bytes(input ?? new { }), signer);

    private protected async Task<Answer> CallAsync(string action, byte[] body, Signer? signer = null)
    {
        using var answer = await SendAsync(action, body, signer);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        return Answer.Parse(await answer.Content.ReadAsByteArrayAsync().Soon());
    }

    private protected async Task<HttpResponseMessage> SendAsync(string action, byte[] body, Signer? signer = null, DateTimeOffset? now = null)
    {
        using var request = (signer ?? Signer.Default).Request(Host.Endpoint, action, body, now ?? Clock.GetUtcNow());
        return await Client.SendAsync(request).Soon();
    }

    private protected async Task<JsonElement> ControlAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Host.Endpoint, $"/_simulator/{path}"));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Client.SendAsync(request).Soon();
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync().Soon());
        return document.RootElement.Clone();
    }

    private protected Task<JsonElement> GetAsync(string path) => ControlAsync(HttpMethod.Get, path);

    private protected Task<JsonElement> PostAsync(string path, string json) => ControlAsync(HttpMethod.Post, path, json);
}
