namespace TencentcloudRefresh.Journeys.Tests.Chaos;

/// <summary>Texts that nobody may ever read outside of the places that are sealed.</summary>
internal static class ChaosSecrets
{
    public const string Trigger = "s3cr3t-chaos-trigger-";

    public static string Key => Simulator.Fleets.Credential.Default.SecretKey;
}
