using System.Text.Json;

namespace TencentcloudRefresh.TestKit;

/// <summary>What a test has tried for a promise. It stands in the test's output, and in the file that <c>PROOFS</c> names, from which the page of promises is made.</summary>
/// <param name="Promise">The promise's short name.</param>
/// <param name="Test">The test that says so.</param>
/// <param name="Inputs">How much was tried, for people.</param>
/// <param name="Seed">Where random inputs began; empty where there are none.</param>
/// <param name="Subject">What of several was tried; empty where there is one.</param>
public sealed record Proof(string Promise, string Test, string Inputs, string Seed, string Subject)
{
    private const string Variable = "PROOFS";

    private static readonly Lock Gate = new();

    /// <summary>Says it when everything held: a test that fails says nothing.</summary>
    public static void Held(string promise, string inputs, string seed = "", string subject = "")
    {
        Proof proof = new(promise, TestContext.CurrentContext.Test.MethodName ?? "", inputs, seed, subject);
        TestContext.Out.WriteLine($"{promise}: {inputs} {subject}");
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } file)
            return;
        lock (Gate)
            File.AppendAllText(file, JsonSerializer.Serialize(proof) + "\n");
    }

    /// <summary>What was said so far, the last word of a test last.</summary>
    public static IReadOnlyList<Proof> All() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file && File.Exists(file)
        ? [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<Proof>(line)!)]
        : [];
}
