using TencentcloudRefresh.AutoScaling;

namespace TencentcloudRefresh.Refreshctl;

/// <summary>What the program takes from the process around it.</summary>
internal sealed record ProgramEnvironment
{
    public TextWriter Output { get; init; } = Console.Out;

    public TextWriter Errors { get; init; } = Console.Error;

    /// <summary>Whether a person looks at a terminal: then the last progress line is replaced by the next.</summary>
    public bool IsTerminal { get; init; } = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("CI") is null or "";

    /// <summary>The most columns of a line: 80, so that it reads well in a log, and fewer on a terminal that has no room for them.</summary>
    public int Width { get; init; } = Console.IsOutputRedirected || Console.WindowWidth < 1 ? 80 : Math.Clamp(Console.WindowWidth - 1, 40, 80);

    /// <summary>Variables by name, null if not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>What time limits run on.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What signs requests and spaces polls: the service is reached over sockets, and those live in real time.</summary>
    public TimeProvider NetworkClock { get; init; } = TimeProvider.System;

    /// <summary>Last word on the client of the cloud; as configured outside tests.</summary>
    public Func<AutoScalingClientOptions, AutoScalingClientOptions> Client { get; init; } = static options => options;
}
