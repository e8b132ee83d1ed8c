using TencentcloudRefresh.EngineScenarios;

return await ScenarioProgram.RunAsync(args, Console.Out, Console.Error);
