using System.Globalization;
using System.Text;
using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests.Promises;

/// <summary>The page of promises and their proofs, as text.</summary>
internal static class PromisePage
{
    public const string Path = "docs/promises.md";

    private const string Head = """
        # Promises and their proofs

        Each row is a promise, the test that tries to break it, how much was tried last, what was found that way and mended, and the result. A seed makes the same
        scenario on every machine; a failing one prints the line that replays it. `eng/promises` tries everything at length and writes this page; the usual test run
        tries less of it each time.

        """;

    private const string CrashHead = """

        ## Crash points

        Engine and provider are killed at a point of an operation, and new processes go on at once. Exit codes are those of the commands until one changes nothing:
        `1 0` is a run that ends with an error and says what to do, and one that ends well. No row has a second start, a lost activity or a rollout left alive.

        """;

    public static string Write(IReadOnlyList<Proof> proofs, DateOnly day)
    {
        StringBuilder page = new(Head + "\n| promise | test | tried | found and mended | result | seed, date |\n|---|---|---|---|---|---|\n");
        foreach (var promise in Promise.All)
        {
            Proof[] said = [.. proofs.Where(proof => proof.Promise == promise.Name)];
            page.Append(CultureInfo.InvariantCulture, $"| {promise.Says} | `{promise.Test}` in `{promise.Project}` | {Tried(said)} | {Mended(promise)} | ")
                .Append(CultureInfo.InvariantCulture, $"{(said.Length == 0 ? "not tried" : "held")} | {Origin(said, day)} |\n");
        }

        return page.Append(CrashHead).Append('\n').Append(proofs.LastOrDefault(proof => proof.Promise == Chaos.CrashPointTests.TableOf)?.Inputs ?? "").ToString();
    }

    private static string Tried(Proof[] said) => said.Length == 0 ? "–" : string.Join("; ", said.GroupBy(proof => proof.Inputs).Select(group =>
    {
        string subjects = string.Join(", ", group.Select(proof => proof.Subject).Where(subject => subject.Length > 0).Distinct());
        return subjects.Length > 0 ? $"{group.Key}: {subjects}" : group.Key;
    }));

    private static string Origin(Proof[] said, DateOnly day) => said.Length == 0 ? "" : string.Join(
        ", ", said.Select(proof => proof.Seed).Where(seed => seed.Length > 0).Distinct().Append(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static string Mended(Promise promise) => promise.Mended.IsEmpty ? "–" : string.Join("; ", promise.Mended);
}
