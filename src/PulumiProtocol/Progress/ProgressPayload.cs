namespace TencentcloudRefresh.PulumiProtocol.Progress;

public sealed partial class ProgressPayload
{
    /// <summary>The header of the engine's Log call that carries a payload; its ending has gRPC send bytes.</summary>
    public const string Header = "tencentcloud-refresh-progress-bin";
}
