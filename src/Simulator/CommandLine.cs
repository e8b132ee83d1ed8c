using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using TencentcloudRefresh.Simulator.Assumptions;
using TencentcloudRefresh.Simulator.Faults;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Replay;
using TencentcloudRefresh.Simulator.Service;
using TencentcloudRefresh.VirtualTime;

namespace TencentcloudRefresh.Simulator;

/// <summary>The command line: what can be asked for, and what is made of it.</summary>
internal sealed class CommandLine
{
    /// <summary>The exit code of wrong arguments, as of most programs.</summary>
    public const int UsageError = 2;

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port to listen on; 0 takes a free one.",
        DefaultValueFactory = _ => SimulatorOptions.DefaultPort,
    };
    private readonly Option<string> _listen = new("--listen")
    {
        Description = "The address to listen on. Anything but loopback needs --allow-remote.",
        DefaultValueFactory = _ => "127.0.0.1",
    };
    private readonly Option<bool> _allowRemote = new("--allow-remote")
    {
        Description = "Listen where other machines can reach: anybody can then change everything.",
    };
    private readonly Option<double> _speed = new("--speed")
    {
        Description = "Seconds of the service's time in a real second; 0 stands still and is driven by POST /_simulator/clock.",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<FileInfo?> _seed = new("--seed") { Description = "A fleet, or a saved /_simulator/state, as JSON." };
    private readonly Option<FileInfo?> _replay = new("--replay")
    {
        Description = "A recording: its answers are given again, as the service's time passes. Takes the place of --seed.",
    };
    private readonly Option<int> _randomSeed = new("--random-seed")
    {
        Description = "Ids and durations are drawn from it.",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string[]> _faults = new("--fault")
    {
        Description = "What is to go wrong: instance=3,kind=failOnce (the third of the group), batch=2,kind=failOnce, or any other fault, also as JSON. May be repeated.",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _assume = new("--assume")
    {
        Description = "Decides an open point, as name=value; listed below. May be repeated.",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> _strict = new("--strict") { Description = "The stricter reading wherever there are two; marked below." };
    private readonly Option<bool> _noRateLimits = new("--no-rate-limits") { Description = "Answer however often one calls. Always so at --speed 0." };
    private readonly Option<string?> _resetSeconds = new("--reset-seconds")
    {
        Description = "How long reinstalling one machine takes, as 70-130 (the default) or 5.",
    };

    /// <summary>Reads the arguments.</summary>
    /// <param name="args">As given to the program.</param>
    /// <param name="output">Where help goes.</param>
    /// <param name="errors">Where it is said what is wrong with them.</param>
    /// <param name="run">Called with what they ask for, unless they are wrong or ask for help.</param>
    /// <param name="cancellationToken">Ends what is run, as Ctrl-C and SIGTERM do.</param>
    /// <returns>The exit code of what is run; 0 after help; 2 after what is wrong with the arguments.</returns>
    public Task<int> InvokeAsync(
        string[] args, TextWriter output, TextWriter errors, Func<SimulatorOptions, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        var root = AddTo(new RootCommand("A local stand-in for the Auto Scaling API: real signatures, real rules, no cloud."), errors, run);
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { Action: HelpAction help } option)
            option.Action = new HelpWithAssumptions(help);
        var parsed = root.Parse(args);
        return parsed.Errors.Count > 0
            ? Task.FromResult(RefuseArguments(parsed, errors))
            : parsed.InvokeAsync(new() { Output = output, Error = errors }, cancellationToken);
    }

    /// <summary>Makes a command run a simulator: the program itself, or a part of another one.</summary>
    public T AddTo<T>(T command, TextWriter errors, Func<SimulatorOptions, CancellationToken, Task<int>> run) where T : Command
    {
        Option[] all = [_port, _listen, _allowRemote, _speed, _seed, _replay, _randomSeed, _faults, _assume, _strict, _noRateLimits, _resetSeconds];
        foreach (var option in all)
            command.Options.Add(option);
        command.SetAction(async (parsed, stopping) =>
        {
            SimulatorOptions options;
            try
            {
                options = Read(parsed);
            }
            catch (Exception wrong) when (wrong is FormatException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync($"error: {wrong.Message}");
                return UsageError;
            }

            return await run(options, stopping);
        });
        return command;
    }

    /// <summary>In one line; the library would print the whole help.</summary>
    private static int RefuseArguments(ParseResult parsed, TextWriter errors)
    {
        string wrong = parsed.UnmatchedTokens is not [var unknown, ..] ? NotANumber(parsed) ?? parsed.Errors[0].Message
            : !unknown.StartsWith('-') ? $"There is no argument '{unknown}'."
            : $"There is no option '{unknown}'.{(Meant(unknown, parsed.CommandResult.Command.Options.Select(option => option.Name)) is { } name ? $" Did you mean {name}?" : "")}";
        errors.WriteLine($"error: {wrong} --help lists the options.");
        return UsageError;
    }

    /// <summary>Which option must be a number and is none; the library would name a type of .NET. Null: none.</summary>
    public static string? NotANumber(ParseResult parsed) => parsed.Errors
        .Select(error => error.SymbolResult as OptionResult)
        .Where(result => result is { Tokens.Count: 1, Option: Option<int> or Option<double> })
        .Select(result => $"{result!.Option.Name} must be a {(result.Option is Option<int> ? "whole " : "")}number, not '{result.Tokens[0].Value}'.")
        .FirstOrDefault();

    /// <summary>The name that differs in the fewest letters, if it does in at most two. Null: none.</summary>
    internal static string? Meant(string written, IEnumerable<string> names)
        => names.Select(name => (Name: name, Distance: Distance(written, name))).Where(one => one.Distance <= 2).OrderBy(one => one.Distance).FirstOrDefault().Name;

    /// <summary>How many letters must be put in, taken out or changed.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    /// <summary>What help says below the options.</summary>
    public static void DescribeAssumptions(TextWriter to)
    {
        to.WriteLine("What the documentation leaves open, for --assume. The first value is the default; with --strict, the one in brackets.");
        foreach (var assumption in Assumed.All)
        {
            var values = assumption.Values.IsEmpty ? assumption.Default : string.Join(" | ", assumption.Values.OrderBy(value => value != assumption.Default));
            to.WriteLine($"  {assumption.Name}={values}{(assumption.Strict == assumption.Default ? "" : $"  [{assumption.Strict}]")}");
            to.WriteLine($"      {assumption.Text}");
        }
    }

    private SimulatorOptions Read(ParseResult parsed)
    {
        var speed = parsed.GetValue(_speed);
        if (speed is not (>= 0 and <= 100_000))
            throw new ArgumentException($"--speed must be from 0 to 100000, not {speed.ToString(CultureInfo.InvariantCulture)}.");
        var port = parsed.GetValue(_port);
        if (port is < 0 or > IPEndPoint.MaxPort)
            throw new ArgumentException($"--port must be from 0 to {IPEndPoint.MaxPort}, not {port}.");
        return new()
        {
            Port = port,
            Address = ReadAddress(parsed),
            Clock = speed switch { 0 => new VirtualClock(TimeProvider.System.GetUtcNow()), 1 => TimeProvider.System, _ => new ScaledClock(speed) },
            SignatureClock = TimeProvider.System,
            Fleet = ReadFleet(parsed),
            Replay = ReadReplay(parsed),
            RandomSeed = parsed.GetValue(_randomSeed),
            Assumed = parsed.GetValue(_assume)!.Aggregate(parsed.GetValue(_strict) ? AssumptionSet.Strict : AssumptionSet.Usual, Assume),
            // Within a second that never ends the twenty-first call would be refused for ever.
            EnforceRateLimits = speed > 0 && !parsed.GetValue(_noRateLimits),
            Durations = parsed.GetValue(_resetSeconds) is { } seconds ? new() { Reset = ReadSpan(seconds) } : new(),
        };
    }

    private IPAddress ReadAddress(ParseResult parsed)
    {
        var text = parsed.GetValue(_listen)!;
        if (text == "localhost")
            return IPAddress.Loopback;
        if (!IPAddress.TryParse(text, out var address))
            throw new ArgumentException($"--listen must be an address such as 127.0.0.1, not '{text}'.");
        if (!IPAddress.IsLoopback(address) && !parsed.GetValue(_allowRemote))
        {
            throw new ArgumentException(
                $"--listen {text} can be reached from other machines, and whoever reaches the simulator can change everything in it. "
                + "Add --allow-remote if that is meant.");
        }

        return address;
    }

    private Fleet ReadFleet(ParseResult parsed)
    {
        var fleet = Fleet.Default;
        if (parsed.GetValue(_seed) is { } file)
        {
            try
            {
                fleet = FleetJson.Read(File.ReadAllBytes(file.FullName));
            }
            catch (FleetFormatException wrong)
            {
                throw new FleetFormatException([.. wrong.Errors.Select(error => $"--seed {file.Name}: {error}")]);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new ArgumentException($"--seed {file}: {(file.Exists ? refused.Message : "there is no such file.")}", refused);
            }
        }

        try
        {
            return fleet with { Faults = [.. fleet.Faults, .. parsed.GetValue(_faults)!.Select(fault => FaultJson.Parse(fault, fleet))] };
        }
        catch (FleetFormatException wrong)
        {
            // What is written is no JSON, so a path into it would puzzle.
            throw new FleetFormatException([.. wrong.Errors.Select(error => $"--fault {error.Replace("$.", "", StringComparison.Ordinal)}")]);
        }
    }

    private Recording? ReadReplay(ParseResult parsed)
    {
        if (parsed.GetValue(_replay) is not { } file)
            return null;
        if (parsed.GetValue(_seed) is not null)
            throw new ArgumentException("--replay and --seed cannot be given together.");
        try
        {
            return Recording.Read(file.FullName);
        }
        catch (FormatException wrong)
        {
            throw new ArgumentException($"--replay {wrong.Message}", wrong);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"--replay {file}: {(file.Exists ? refused.Message : "there is no such file.")}", refused);
        }
    }

    private static AssumptionSet Assume(AssumptionSet set, string choice)
    {
        if (choice.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value])
            throw new ArgumentException($"--assume must be of the form name=value, not '{choice}'.");
        var names = Assumed.All.Select(known => known.Name).ToList();
        return names.Contains(name) ? set.With(name, value) : throw new ArgumentException(
            $"--assume: there is no assumption '{name}'.{(Meant(name, names) is { } meant ? $" Did you mean {meant}?" : "")} --help lists them.");
    }

    private static Span ReadSpan(string text)
    {
        var ends = text.Split('-', 2);
        if (double.TryParse(ends[0], CultureInfo.InvariantCulture, out var shortest) && double.TryParse(ends[^1], CultureInfo.InvariantCulture, out var longest)
            && shortest >= 0 && longest >= shortest && longest <= 86_400)
        {
            return Span.Seconds(shortest, longest);
        }

        throw new ArgumentException($"--reset-seconds must be a number of seconds or a span such as 70-130, up to a day, not '{text}'.");
    }

    private sealed class HelpWithAssumptions(HelpAction usual) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var exit = usual.Invoke(parseResult);
            DescribeAssumptions(parseResult.InvocationConfiguration.Output);
            return exit;
        }
    }
}
