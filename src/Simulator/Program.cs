using TencentcloudRefresh.Simulator;

return await SimulatorProgram.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
