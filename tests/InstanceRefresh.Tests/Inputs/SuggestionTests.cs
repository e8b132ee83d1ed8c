namespace TencentcloudRefresh.InstanceRefresh.Tests.Inputs;

public sealed class SuggestionTests
{
    [TestCase("batchnumber", ExpectedResult = "batchNumber")]
    [TestCase("batch_number", ExpectedResult = "batchNumber")]
    [TestCase("bacthNumber", ExpectedResult = "batchNumber")]
    [TestCase("batchNumbre", ExpectedResult = "batchNumber")]
    [TestCase("maxSurg", ExpectedResult = "maxSurge")]
    [TestCase("colour", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    [TestCase("---", ExpectedResult = null)]
    public string? For_AWordAsWritten_GuessesTheOneMeant(string written) => Suggestion.For(written, ["batchNumber", "maxSurge", "batchPause"]);

    [Test]
    public void For_AnEndlessWord_IsQuickAndSilent() => Assert.That(Suggestion.For(new string('x', 100_000), ["batchNumber"]), Is.Null);

    [Test]
    public void For_NoWords_IsSilent() => Assert.That(Suggestion.For("anything", []), Is.Null);
}
