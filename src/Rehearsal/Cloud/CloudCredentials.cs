namespace TencentcloudRefresh.Rehearsal.Cloud;

/// <summary>The key pair that signs. The secret never shows.</summary>
internal sealed record CloudCredentials(string SecretId, string SecretKey)
{
    /// <summary>The pair that the simulator knows by default. Worth nothing anywhere else.</summary>
    public static CloudCredentials Simulator { get; } = new("AKIDsimulator0000000000000000000001", "simulator-secret-key-00000000000001");

    public override string ToString() => $"CloudCredentials({SecretId})";
}
