namespace TencentcloudRefresh.AutoScaling;

/// <summary>Gives an attempt its headers, the signature among them, or the word that stands for none.</summary>
internal sealed class SigningStage(ICredentialSource credentials, ServiceClock time, AutoScalingClientOptions options, Uri endpoint, SocketStage next)
    : CallStage
{
    /// <summary>Bare, without a character set: what is signed must be what is sent, and this is the one form that nobody completes on the
    /// way.</summary>
    private const string ContentType = "application/json";

    private const string NotSigned = "SKIP";

    private readonly RequestSigner _signer = new();

    /// <summary>With the port unless it is the scheme's own, as the Host header has it.</summary>
    private readonly string _host = endpoint.Authority;

    public override async Task<CallOutcome> SendAsync(CloudCall call, CancellationToken cancellationToken)
    {
        var signedWith = call.Action.IsSigned ? await credentials.GetAsync(cancellationToken).ConfigureAwait(false) : null;
        var now = time.Now;
        var authorization = signedWith is null
            ? NotSigned
            : _signer.Authorize(signedWith, call.Action.Service, now, [("content-type", ContentType), ("host", _host)], call.Body);
        List<(string, string)> headers =
        [
            ("Authorization", authorization),
            ("X-TC-Action", call.Action.Name),
            ("X-TC-Version", call.Action.Version),
            ("X-TC-Timestamp", RequestSigner.TimestampOf(now)),
            ("X-TC-Region", options.Region), // older pages call it optional; newer ones do not
            ("X-TC-Language", "en-US"), // else refusals come in Chinese
            ("X-TC-RequestClient", options.RequestClient),
        ];
        if (signedWith?.Token is { Length: > 0 } token)
            headers.Add(("X-TC-Token", token));

        var outcome = await next.SendAsync(new SignedCall(call, _host, ContentType, headers), cancellationToken).ConfigureAwait(false);
        return outcome is CallOutcome.Refused refused
            ? refused with { SignedWith = signedWith, Message = Redaction.Of(refused.Message, signedWith, authorization, call.Secret) }
            : outcome;
    }
}
