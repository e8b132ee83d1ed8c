using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>A hundred thousand wrong requests: most of them through the handler itself, some thousands over sockets.</summary>
public sealed class MalformedTests : Wire
{
    private const int ThroughTheHandler = 100_000;
    private const int OverSockets = 2_000;
    private const int NotEvenHttp = 300;

    private static readonly Signer Anything = Signer.Default with { UnsignedPayload = true };

    private protected override SimulatorOptions Options => base.Options with { EnforceRateLimits = false, CallsKept = 10 };

    [Test]
    public async Task Handler_AHundredThousandWrongRequests_AnswersEachWithADocumentedCode()
    {
        var fixture = new Fixture();
        var options = fixture.Options with { EnforceRateLimits = false };
        var front = new Simulator.Http.ApiFront(options, fixture.Cloud, new(10), fixture.Errors);
        var codes = new ConcurrentDictionary<string, int>();
        var now = fixture.Clock.GetUtcNow();
        // The payload is left out of the signature, so that one signature serves an action for all bodies.
        var signed = new ConcurrentDictionary<string, (string Name, string Value)[]>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var garbage = new Garbage(worker);
            for (var i = 0; i < ThroughTheHandler / 4; i++)
            {
                var action = garbage.Action();
                var headers = new HeaderDictionary();
                foreach (var (name, value) in signed.GetOrAdd(action, made => [.. Anything.Headers(made, [], now, "as.tencentcloudapi.com")]))
                {
                    if ((garbage.Next(10) == 0 ? garbage.Header(value) : value) is { } sent)
                        headers[name] = sent;
                }

                var answer = await front.AnswerAsync(new("POST", headers, garbage.Body()), CancellationToken.None);
                codes.AddOrUpdate(CodeOf(answer.Body), 1, static (_, count) => count + 1);
            }
        }))).Soon();

        Assert.That(fixture.Errors.All, Is.Empty);
        Assert.That(codes.Values.Sum(), Is.EqualTo(ThroughTheHandler));
        Assert.That(codes.Keys, Is.SubsetOf(Documented));
        Assert.That(codes.Keys,
            Is.SupersetOf(new[] { "UnknownParameter", "MissingParameter", "InvalidParameter", "InvalidParameterValue", "InvalidAction", "AuthFailure.InvalidAuthorization" }));
    }

    [Test]
    public async Task Sockets_ThousandsOfWrongRequests_LeaveItAnswering()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(SendManyAsync)).Soon();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(SendNonsenseAsync)).Soon();

        Assert.That((await CallAsync("DescribeAccountLimits")).ErrorCode, Is.Null);
        Assert.That((await GetAsync("health")).GetProperty("status").GetString(), Is.EqualTo("ok"));
    }

    private async Task SendManyAsync(int worker)
    {
        var garbage = new Garbage(100 + worker);
        for (var i = 0; i < OverSockets / 4; i++)
        {
            var body = garbage.Body();
            var action = garbage.Action();
            using var request = Anything.Request(Host.Endpoint, action, body, Clock.GetUtcNow());
            foreach (var name in new[] { "X-TC-Region", "Authorization", "X-TC-Timestamp" })
            {
                if (garbage.Next(10) != 0)
                    continue;
                var usual = request.Headers.GetValues(name).Single();
                request.Headers.Remove(name);
                if (garbage.Header(usual) is { } value)
                    request.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await Client.SendAsync(request).Soon();
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(CodeOf(await answer.Content.ReadAsByteArrayAsync().Soon()), Is.AnyOf(Documented));
        }
    }

    private async Task SendNonsenseAsync(int worker)
    {
        var garbage = new Garbage(200 + worker);
        for (var i = 0; i < NotEvenHttp / 4; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, Host.Port).Soon();
            try
            {
                var head = garbage.Next(3) switch
                {
                    0 => garbage.Bytes(200),
                    1 => Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: x\r\nX-Long: {new string('x', 40_000)}\r\n\r\n"),
                    _ => Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n"),
                };
                var stream = socket.GetStream();
                await stream.WriteAsync(head).Soon();
                socket.Client.Shutdown(SocketShutdown.Send);
                using var reader = new StreamReader(stream, Encoding.ASCII);
                Assert.That(await reader.ReadToEndAsync().Soon(), Is.Empty.Or.StartsWith("HTTP/1.1 4"));
            }
            catch (Exception hungUp) when (hungUp is IOException or SocketException)
            {
                // Hung up on in the middle of the nonsense: as good an answer as any.
            }
        }
    }

    private static string CodeOf(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("Response").TryGetProperty("Error", out var error) ? error.GetProperty("Code").GetString()! : "-";
    }

    /// <summary>Codes from the pages of the actions and the page of common ones; a dash for what happened to be right.</summary>
    private static readonly string[] Documented =
    [
        "-", "AuthFailure.InvalidAuthorization", "AuthFailure.InvalidSecretId", "AuthFailure.SecretIdNotFound", "AuthFailure.SignatureExpire", "AuthFailure.SignatureFailure",
        "AuthFailure.TokenFailure", "InvalidAction", "InvalidParameter", "InvalidParameter.Conflict", "InvalidParameter.MustOneParameter", "InvalidParameterConflict",
        "InvalidParameterValue", "InvalidParameterValue.BatchNumberTooLarge", "InvalidParameterValue.Filter", "InvalidParameterValue.InvalidAutoScalingGroupId",
        "InvalidParameterValue.InvalidFilter", "InvalidParameterValue.InvalidImageId", "InvalidParameterValue.InvalidLaunchConfigurationId",
        "InvalidParameterValue.LaunchConfigurationNameDuplicated",
        "InvalidParameterValue.LimitExceeded", "InvalidParameterValue.MaxSurgeTooLarge", "InvalidParameterValue.UserDataFormatError", "LimitExceeded.FilterValuesTooLong",
        "LimitExceeded.LaunchConfigurationQuotaNotEnough", "MissingParameter", "NoSuchVersion", "ResourceNotFound.AutoScalingGroupNotFound", "ResourceNotFound.InstancesNotInAutoScalingGroup",
        "ResourceNotFound.InstancesNotFound", "ResourceInsufficient.AutoScalingGroupBelowMinSize", "ResourceInsufficient.InServiceInstanceBelowMinSize",
        "ResourceUnavailable.AutoScalingGroupInActivity", "ResourceUnavailable.AutoScalingGroupInRefreshActivity", "UnknownParameter", "UnsupportedProtocol", "UnsupportedRegion",
    ];
}
