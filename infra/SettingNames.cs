using System.Text.Json;

namespace Infra;

/// <summary>Finds settings that nobody reads: a misspelt <c>approvedThroughBatch</c> would be a gate that is not there.</summary>
public static class SettingNames
{
    /// <summary>How the engine hands all settings to a program. Pulumi's own <c>Config</c> reads them from there too, and lists none.</summary>
    private const string Variable = "PULUMI_CONFIG";

    /// <summary>The names of all settings of a project, without its prefix; none where no engine has started the program.</summary>
    public static IReadOnlyList<string> GivenTo(string project)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } json)
            return [];
        var prefix = project + ":";
        using var settings = JsonDocument.Parse(json);
        return [.. settings.RootElement.EnumerateObject()
            .Where(setting => setting.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(setting => setting.Name[prefix.Length..])];
    }

    /// <summary>Notes each given name that is not known as a error, with the known one that it resembles.</summary>
    public static void Check(SettingsReader settings, IEnumerable<string> given, IReadOnlyCollection<string> known)
    {
        foreach (var name in given.Except(known).Order(StringComparer.Ordinal))
        {
            var meant = known.MinBy(candidate => Distance(candidate, name))!;
            settings.Error(name, Distance(meant, name) <= 1 + (name.Length / 4) ? $"unknown setting; did you mean {meant}?" : "unknown setting");
        }
    }

    /// <summary>How many letters must be put in, taken out or exchanged to make one name of the other, whatever their case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var exchanged = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
