using System.Text;
using TencentcloudRefresh.Refreshctl;

Console.OutputEncoding = Encoding.UTF8;
return await RefreshctlProgram.RunAsync(args, new ProgramEnvironment(), CancellationToken.None);
