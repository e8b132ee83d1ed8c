using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Simulator.Tests.Http;

/// <summary>What is looked at before any action, and with which code it is refused.</summary>
public sealed class FrontEndTests : Wire
{
    private const string Action = "DescribeAccountLimits";

    [Test]
    public async Task Answer_Good_HasItsEnvelopeTypeAndDate()
    {
        using var answer = await SendAsync(Action, "{}"u8.ToArray());
        var body = Answer.Parse(await answer.Content.ReadAsByteArrayAsync().Soon());

        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That(answer.Headers.Date, Is.EqualTo(Clock.GetUtcNow()), "the service's time");
        Assert.That(body.Text("RequestId"), Does.Match("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    }

    [TestCase("X-TC-Action", null, "MissingParameter")]
    [TestCase("X-TC-Version", null, "MissingParameter")]
    [TestCase("X-TC-Timestamp", null, "MissingParameter")]
    [TestCase("X-TC-Version", "2017-03-12", "NoSuchVersion")]
    [TestCase("X-TC-Action", "DescribeUnicorns", "InvalidAction")]
    [TestCase("X-TC-Region", "mars-north", "UnsupportedRegion")]
    [TestCase("X-TC-Region", null, null)]
    [TestCase("X-TC-Timestamp", "yesterday", "AuthFailure.SignatureExpire")]
    [TestCase("X-TC-Timestamp", "99999999999999999999", "AuthFailure.SignatureExpire")]
    [TestCase("Authorization", null, "AuthFailure.InvalidAuthorization")]
    [TestCase("Authorization", "SKIP", "AuthFailure.InvalidAuthorization")]
    [TestCase("Authorization", "Basic dXNlcjpwYXNz", "AuthFailure.InvalidAuthorization")]
    [TestCase("Authorization", "TC3-HMAC-SHA256 Credential=AKID/2026-01-05/as, SignedHeaders=content-type;host, Signature=00", "AuthFailure.InvalidAuthorization")]
    public async Task Header_MissingOrWrong_IsRefusedWithItsCode(string name, string? value, string? code)
    {
        using var request = Signer.Default.Request(Host.Endpoint, Action, "{}"u8.ToArray(), Clock.GetUtcNow());
        request.Headers.Remove(name);
        if (value is not null)
            request.Headers.TryAddWithoutValidation(name, value);

        Assert.That((await AnswerAsync(request)).ErrorCode, Is.EqualTo(code));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("application/json5")]
    public async Task ContentType_NotJson_IsNotSupported(string type)
    {
        using var request = Signer.Default.Request(Host.Endpoint, Action, "{}"u8.ToArray(), Clock.GetUtcNow());
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        Assert.That((await AnswerAsync(request)).ErrorCode, Is.EqualTo("UnsupportedProtocol"));
    }

    [Test]
    public async Task Method_Get_IsNotSupportedForTheApi()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Host.Endpoint);
        request.Headers.Add("X-TC-Action", Action);

        Assert.That((await AnswerAsync(request)).ErrorCode, Is.EqualTo("UnsupportedProtocol"));
    }

    [Test]
    public async Task Body_AboveTenMegabytes_IsTooLarge()
    {
        using var request = Signer.Default.Request(Host.Endpoint, Action, new byte[10 * 1024 * 1024 + 1], Clock.GetUtcNow());

        Assert.That((await AnswerAsync(request)).ErrorCode, Is.EqualTo("RequestSizeLimitExceeded"));
    }

    [Test]
    public async Task Body_TooLargeWithoutSayingSo_IsTooLarge()
    {
        using var request = Signer.Default.Request(Host.Endpoint, Action, new byte[10 * 1024 * 1024 + 1], Clock.GetUtcNow());
        request.Headers.TransferEncodingChunked = true;

        Assert.That((await AnswerAsync(request)).ErrorCode, Is.EqualTo("RequestSizeLimitExceeded"));
    }

    [Test]
    public async Task Target_InAbsoluteForm_IsServedAsThroughAProxy()
    {
        var body = "{}"u8.ToArray();
        var headers = Signer.Default.Headers(Action, body, Clock.GetUtcNow(), "as.tencentcloudapi.com").Select(header => $"{header.Name}: {header.Value}\r\n");

        var answer = await RawAsync($"POST http://as.tencentcloudapi.com/ HTTP/1.1\r\n{string.Concat(headers)}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{{}}");

        Assert.That(answer, Does.StartWith("HTTP/1.1 200").And.Contain("MaxNumberOfAutoScalingGroups"));
    }

    [TestCase("GET /nothing HTTP/1.1", "404")]
    [TestCase("GET / HTTP/1.1", "200")]
    [TestCase("HEAD / HTTP/1.1", "200")]
    [TestCase("NONSENSE", "400")]
    public async Task Request_OfAnotherKind_GetsAPlainAnswer(string line, string status)
        => Assert.That(await RawAsync($"{line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), Does.StartWith($"HTTP/1.1 {status}"));

    [Test]
    public async Task Calls_AcceptedOrRefused_AreAllInTheLog()
    {
        var accepted = await CallAsync(Action);
        var refused = await CallAsync("StopInstanceRefresh", new { AutoScalingGroupId = "asg-9dn1a5y6", RefreshActivityId = "asr-zzzzzzzz" });

        Assert.That(Host.Calls.Select(call => (call.Number, call.Action, call.ErrorCode, call.RequestId, call.SecretId)), Is.EqualTo(new[]
        {
            (1L, Action, (string?)null, accepted.Text("RequestId"), Signer.Default.SecretId),
            (2L, "StopInstanceRefresh", "ResourceNotFound.RefreshActivityNotFound", refused.Text("RequestId"), Signer.Default.SecretId),
        }));
        Assert.That(Host.Calls[1], Has.Property("Body").EqualTo("""{"AutoScalingGroupId":"asg-9dn1a5y6","RefreshActivityId":"asr-zzzzzzzz"}""")
            .And.Property("Region").EqualTo("ap-guangzhou").And.Property("Time").EqualTo(Clock.GetUtcNow()));
    }

    private async Task<Answer> AnswerAsync(HttpRequestMessage request)
    {
        using var answer = await Client.SendAsync(request).Soon();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return Answer.Parse(await answer.Content.ReadAsByteArrayAsync().Soon());
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Host.Port).Soon();
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request)).Soon();
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync().Soon();
    }
}
