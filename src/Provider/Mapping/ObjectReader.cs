using System.Collections.Immutable;
using System.Globalization;
using TencentcloudRefresh.InstanceRefresh;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>
/// Reads one object of a configuration or of a function's arguments and collects what is wrong with it. Stack configuration arrives
/// as text, explicit providers send JSON text, programs send the value itself: each reader takes all of them.
/// Nulls, empty texts and unknown values count as not set.
/// </summary>
internal sealed class ObjectReader(InputValue.Map values, string path, SecretPaths secrets, List<CheckFailure> failures)
{
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        InputValue.Text text => text.Value.Trim(),
        var other => Wrong<string>(key, "must be text", other),
    };

    public bool? Flag(string key) => Find(key) switch
    {
        null => null,
        InputValue.Bool flag => flag.Value,
        InputValue.Text text when bool.TryParse(text.Value.Trim(), out bool flag) => flag,
        var other => WrongFlag(key, other),
    };

    /// <param name="key">The key.</param>
    /// <param name="isIn">The range.</param>
    /// <param name="range">The range in words, to follow "must be ".</param>
    public double? Number(string key, Func<double, bool> isIn, string range)
    {
        var value = Find(key);
        double? number = value switch
        {
            InputValue.Number plain => plain.Value,
            InputValue.Text text when double.TryParse(text.Value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => parsed,
            _ => null,
        };
        if (value is null || (number is { } good && double.IsFinite(good) && isIn(good)))
            return number;
        Fail(key, $"must be {range}{Was(key, value)}");
        return null;
    }

    public int? Whole(string key, int minimum, int maximum)
        => (int?)Number(key, number => Math.Floor(number) == number && number >= minimum && number <= maximum, $"a whole number from {minimum} to {maximum}");

    /// <summary>The object under a key, given as such or as JSON text, or null.</summary>
    public ObjectReader? Section(string key)
    {
        var value = Find(key);
        return value switch
        {
            null => null,
            InputValue.Map map => new(map, PathOf(key), secrets, failures),
            InputValue.Text text when JsonText.TryReadObject(text.Value, out var map) => new(map, PathOf(key), secrets, failures),
            _ => Wrong<ObjectReader>(key, "must be an object, or one as JSON text", value),
        };
    }

    /// <summary>A list of texts; empty if not set.</summary>
    public ImmutableArray<string> Texts(string key)
    {
        var value = Find(key);
        if (value is null)
            return [];
        if (value is InputValue.List list && list.Items.All(item => item is InputValue.Text or InputValue.Unknown))
            return [.. list.Items.OfType<InputValue.Text>().Select(item => item.Value)];
        Fail(key, $"must be a list of texts{Was(key, value)}");
        return [];
    }

    public bool IsUnknown(string key) => values[key] is InputValue.Unknown;

    public void Require(string key)
    {
        if (Find(key) is null && !IsUnknown(key))
            Fail(key, "is required");
    }

    /// <summary>Reports every key that is neither known nor the engine's own.</summary>
    public void Forbid(ImmutableArray<string> known, ImmutableArray<string> tolerated)
    {
        foreach (string key in values.Members.Where(member => member.Value is not InputValue.Null).Select(member => member.Key)
            .Where(key => !known.Contains(key) && !tolerated.Contains(key)))
        {
            Fail(Quoted.Cut(key), "is not known here" + (Suggestion.For(key, known) is { } meant ? $"; did you mean {meant}?" : $"; there are {string.Join(", ", known)}"));
        }
    }

    public void Fail(string key, string reason) => failures.Add(new(PathOf(key), reason));

    /// <summary>The offending value in words, unless it is a secret.</summary>
    public string Was(string key, InputValue? value) => value switch
    {
        _ when secrets.Paths.Contains(PathOf(key)) || secrets.Paths.Contains(path) => "; its value is secret and not shown here",
        InputValue.Text text => $"; was {Quoted.Text(text.Value)}",
        InputValue.Number number => $"; was {number.Value.ToString("R", CultureInfo.InvariantCulture)}",
        InputValue.Bool flag => $"; was {(flag.Value ? "true" : "false")}",
        InputValue.List => "; was a list",
        InputValue.Map => "; was an object",
        InputValue.Other other => $"; was {other.What}",
        _ => "",
    };

    private InputValue? Find(string key) => values[key] switch
    {
        InputValue.Unknown => null,
        InputValue.Text text when string.IsNullOrWhiteSpace(text.Value) => null,
        var value => value,
    };

    private string PathOf(string key) => SecretPaths.Member(path, key);

    private bool? WrongFlag(string key, InputValue value)
    {
        Fail(key, $"must be true or false{Was(key, value)}");
        return null;
    }

    private T? Wrong<T>(string key, string expected, InputValue value)
        where T : class
    {
        Fail(key, expected + Was(key, value));
        return null;
    }
}
