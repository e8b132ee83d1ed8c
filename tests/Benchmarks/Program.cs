using TencentcloudRefresh.Benchmarks;

return args switch
{
    ["simulator"] => await SimulatorBenchmark.RunAsync(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project tests/Benchmarks -- simulator");
    return 1;
}
