using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TencentcloudRefresh.AutoScaling.Tests;

/// <summary>A service on a real loopback socket that answers each call as the test says: for what the simulator has no reason to be able to
/// do.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    public const string RequestId = "00000000-0000-0000-0000-000000000001";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private ScriptedService(WebApplication app) => _app = app;

    /// <summary>One request as it arrived.</summary>
    public sealed record Received(string Action, IHeaderDictionary Headers, string Body, string Method, string Path)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;
    }

    public Uri Endpoint => new(_app.Urls.First());

    public IReadOnlyList<Received> Calls => [.. _received];

    /// <summary>Answers each call; by default with a success that holds nothing.</summary>
    public Func<Received, HttpContext, Task> Answer { get; set; } = (_, http) => Reply(http, "{}");

    public static async Task<ScriptedService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var app = builder.Build();
        var service = new ScriptedService(app);
        app.Run(service.HandleAsync);
        await app.StartAsync(CancellationToken.None);
        return service;
    }

    /// <summary>Answers in order; the last one stays for all further calls.</summary>
    public void AnswerInOrder(params Func<Received, HttpContext, Task>[] answers)
    {
        var next = -1;
        Answer = (received, http) => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)](received, http);
    }

    public static Func<Received, HttpContext, Task> Success(string members = "{}") => (_, http) => Reply(http, members);

    public static Func<Received, HttpContext, Task> Refusal(string code, string message = "No.") => (_, http)
        => Reply(http, new JsonObject { ["Error"] = new JsonObject { ["Code"] = code, ["Message"] = message } }.ToJsonString());

    public static Func<Received, HttpContext, Task> Raw(int status, string contentType, string body) => async (_, http) =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        await http.Response.WriteAsync(body, http.RequestAborted);
    };

    public static Func<Received, HttpContext, Task> Reset() => (_, http) =>
    {
        http.Abort();
        return Task.CompletedTask;
    };

    public static Task Reply(HttpContext http, string members)
    {
        var response = JsonNode.Parse(members)!.AsObject();
        response["RequestId"] = RequestId;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(new JsonObject { ["Response"] = response }.ToJsonString(), http.RequestAborted);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var headers = new HeaderDictionary(http.Request.Headers.ToDictionary()); // Kestrel reuses its own
        var received = new Received(headers["X-TC-Action"].ToString(), headers, await reader.ReadToEndAsync(http.RequestAborted), http.Request.Method,
            http.Request.Path);
        _received.Enqueue(received);
        await Answer(received, http);
    }
}
