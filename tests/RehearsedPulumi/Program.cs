using TencentcloudRefresh.RehearsedPulumi;

// The engine starts the program of a YAML project in a process of its own; here that process is this file once more.
return Environment.GetEnvironmentVariable("PULUMI_MONITOR") is null
    ? await StandInCommands.RunAsync(args)
    : await DeclaredProgram.RunAsync(Environment.CurrentDirectory);
