using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TencentcloudRefresh.InstanceRefresh;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.Provider.Mapping;

/// <summary>
/// Reads one object of a configuration or of a function's arguments and collects what is wrong with it. Stack configuration arrives
/// as text, explicit providers send JSON text, programs send the value itself: each reader takes all of them.
/// Nulls, empty texts and unknown values count as not set.
/// </summary>
internal sealed class ObjectReader(PropertyMap values, PropertyPath path, bool isSecret, List<CheckFailure> failures)
{
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        PropertyValue.Text text => text.Value.Trim(),
        var other => Wrong<string>(key, "must be text", other),
    };

    public bool? Flag(string key) => Find(key) switch
    {
        null => null,
        PropertyValue.Bool flag => flag.Value,
        PropertyValue.Text text when bool.TryParse(text.Value.Trim(), out bool flag) => flag,
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
            PropertyValue.Number plain => plain.Value,
            PropertyValue.Text text when double.TryParse(text.Value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => parsed,
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
            PropertyValue.Object map => new(map.Members, path.Member(key), IsSecret(key), failures),
            PropertyValue.Text text when ObjectIn(text.Value) is { } map => new(map.Members, path.Member(key), IsSecret(key), failures),
            _ => Wrong<ObjectReader>(key, "must be an object, or one as JSON text", value),
        };
    }

    /// <summary>A list of texts; empty if not set.</summary>
    public ImmutableArray<string> Texts(string key)
    {
        var value = Find(key);
        if (value is null)
            return [];
        if (value is PropertyValue.Array list && list.Items.All(item => item.Opened() is PropertyValue.Text or PropertyValue.Unknown))
            return [.. list.Items.Select(item => item.Opened()).OfType<PropertyValue.Text>().Select(item => item.Value)];
        Fail(key, $"must be a list of texts{Was(key, value)}");
        return [];
    }

    public bool IsUnknown(string key) => values.Given(key) is PropertyValue.Unknown;

    public void Require(string key)
    {
        if (Find(key) is null && !IsUnknown(key))
            Fail(key, "is required");
    }

    /// <summary>Reports every key that is neither known nor the engine's own.</summary>
    public void Forbid(ImmutableArray<string> known, ImmutableArray<string> tolerated)
    {
        foreach (string key in values.Where(member => member.Value.Opened() is not PropertyValue.Null).Select(member => member.Key)
            .Where(key => !known.Contains(key) && !tolerated.Contains(key)))
        {
            Fail(Quoted.Cut(key), "is not known here" + (Suggestion.For(key, known) is { } meant ? $"; did you mean {meant}?" : $"; there are {string.Join(", ", known)}"));
        }
    }

    public void Fail(string key, string reason) => failures.Add(new(path.Member(key).ToString(), reason));

    /// <summary>The offending value in words, unless it is a secret.</summary>
    public string Was(string key, PropertyValue? value) => value switch
    {
        _ when IsSecret(key) => "; its value is secret and not shown here",
        PropertyValue.Text text => $"; was {Quoted.Text(text.Value)}",
        PropertyValue.Number number => $"; was {number.Value.ToString("R", CultureInfo.InvariantCulture)}",
        PropertyValue.Bool flag => $"; was {(flag.Value ? "true" : "false")}",
        PropertyValue.Array => "; was a list",
        PropertyValue.Object => "; was an object",
        PropertyValue.Asset => "; was an asset",
        PropertyValue.Archive => "; was an archive",
        _ => "",
    };

    private PropertyValue? Find(string key) => values.Given(key) switch
    {
        PropertyValue.Unknown => null,
        PropertyValue.Text text when string.IsNullOrWhiteSpace(text.Value) => null,
        var value => value,
    };

    private bool IsSecret(string key) => isSecret || values.Find(key) is PropertyValue.Secret;

    /// <summary>Objects also travel as JSON text: structured stack configuration, and all that is not text in an explicit provider.</summary>
    private static PropertyValue.Object? ObjectIn(string text)
    {
        try
        {
            return PropertyJson.ReadPlain(text) as PropertyValue.Object;
        }
        catch (JsonException)
        {
            // Text that is no JSON is simply not an object; the caller names the key.
            return null;
        }
    }

    private bool? WrongFlag(string key, PropertyValue value)
    {
        Fail(key, $"must be true or false{Was(key, value)}");
        return null;
    }

    private T? Wrong<T>(string key, string expected, PropertyValue value)
        where T : class
    {
        Fail(key, expected + Was(key, value));
        return null;
    }
}
