namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Guesses which of the accepted words was meant.</summary>
public static class Suggestion
{
    /// <summary>
    /// The nearest word, if one is near enough to be a slip: the same but for case and separators, or a few letters off. Otherwise null.
    /// </summary>
    public static string? For(string written, IEnumerable<string> candidates)
    {
        string plain = Plain(written);
        if (plain.Length == 0)
            return null;

        return candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(plain, Plain(candidate))))
            .Where(candidate => candidate.Distance <= Math.Max(1, plain.Length / 4))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault().Candidate;
    }

    private static string Plain(string text)
        => string.Concat(text.Take(80).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>How many letters must be put in, taken out, changed or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                    cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
