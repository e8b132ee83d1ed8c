using TencentcloudRefresh.Rehearsal.Commands;

return await new CommandLine().InvokeAsync(args);
