using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests.Promises;

/// <summary>
/// The page of promises, held against the tests that it names. With <c>UPDATE_PROMISES=1</c> and <c>PROOFS</c> it is written, as <c>eng/promises</c> does after all
/// tests have said what they have tried.
/// </summary>
public sealed class PromiseTests
{
    private static readonly Lazy<string> Sources = new(() => string.Concat(
        Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.EndsWith("/Promise.cs", StringComparison.Ordinal)).Select(File.ReadAllText)));

    [Test]
    public void Page_HasEveryPromise()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_PROMISES") == "1")
            File.WriteAllText(Repository.PathOf(PromisePage.Path), PromisePage.Write(Proof.All(), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)));
        string page = File.ReadAllText(Repository.PathOf(PromisePage.Path));
        using (Assert.EnterMultipleScope())
        {
            foreach (var promise in Promise.All)
                Assert.That(page, Does.Contain($"| {promise.Says} | `{promise.Test}` in `{promise.Project}` |"), "eng/promises writes it");
        }
    }

    [Test]
    public void Promises_NameTestsThatThereAre()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var promise in Promise.All)
            {
                Assert.That(Directory.EnumerateFiles(Repository.PathOf($"tests/{promise.Project}"), "*.cs", SearchOption.AllDirectories)
                    .Any(file => File.ReadAllText(file).Contains($" {promise.Test}(", StringComparison.Ordinal)), Is.True, promise.Test);
                foreach (string bug in promise.Mended)
                    Assert.That(Sources.Value.Contains($"[Bug(\"{bug}\")]", StringComparison.Ordinal), Is.True, $"{promise.Name}: {bug}");
            }
        }
    }
}
