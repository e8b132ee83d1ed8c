using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace TencentcloudRefresh.Simulator.Replay;

/// <summary>What a service answered to Describe calls, by the minutes: the lines of a file that a client kept.</summary>
/// <remarks>
/// A line is <c>{"format":1,"time":"2026-01-05T08:00:00Z","action":"Describe…","request":{…},"response":{…}}</c>. Members that are not known are passed
/// over, and so are actions that no <see cref="DescribeTable"/> is known for. A line that is torn, by a process that was killed or by two that wrote at
/// once, is skipped and counted in <see cref="TornLines"/>.
/// </remarks>
public sealed class Recording
{
    private const int Format = 1;

    private Recording(ImmutableArray<RecordedCall> calls, ImmutableArray<int> torn) => (Calls, TornLines) = (calls, torn);

    /// <summary>The service's time of the first answer; a replay begins there.</summary>
    public DateTimeOffset Begin => Calls[0].Time;

    /// <summary>The service's time of the last answer; from there on nothing changes any more.</summary>
    public DateTimeOffset End => Calls[^1].Time;

    /// <summary>The numbers, from 1, of the lines that are no whole JSON and were skipped.</summary>
    public ImmutableArray<int> TornLines { get; }

    /// <summary>By time; calls of the same second in the order of the file.</summary>
    internal ImmutableArray<RecordedCall> Calls { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no recording; the message names the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Recording Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"{Path.GetFileName(path)}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="FormatException">It is no recording; the message names the line.</exception>
    public static Recording Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        List<RecordedCall> calls = [];
        List<int> torn = [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            try
            {
                calls.Add(ParseLine(lines[i]));
            }
            catch (JsonException)
            {
                torn.Add(i + 1);
            }
            catch (Exception wrong) when (wrong is FormatException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException($"line {i + 1} is not a recorded call: {wrong.Message}", wrong);
            }
        }

        return calls.Count > 0 ? new([.. calls.OrderBy(call => call.Time)], [.. torn]) : throw new FormatException("there is no recorded call in it.");
    }

    private static RecordedCall ParseLine(string line)
    {
        using var document = JsonDocument.Parse(line);
        var call = document.RootElement;
        if (call.ValueKind != JsonValueKind.Object)
            throw new JsonException("a line is an object"); // the end of one, perhaps
        if (call.GetProperty("format").GetInt32() is var format && format != Format)
            throw new FormatException($"its format is {format}, and only {Format} is known.");
        return new(
            DateTimeOffset.Parse(call.GetProperty("time").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            call.GetProperty("action").GetString()!,
            call.GetProperty("request").Clone(),
            call.GetProperty("response").Clone());
    }
}

/// <summary>A call of a recording.</summary>
/// <param name="Time">When the service answered, by its clock.</param>
/// <param name="Action">As in X-TC-Action.</param>
/// <param name="Request">The body that was sent.</param>
/// <param name="Response">What stood in the envelope.</param>
internal sealed record RecordedCall(DateTimeOffset Time, string Action, JsonElement Request, JsonElement Response);
