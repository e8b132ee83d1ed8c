using Pulumi;

namespace Infra;

internal static class Program
{
    private static Task<int> Main() => Deployment.RunAsync<FleetStack>();
}
