namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

[Parallelizable(ParallelScope.All)]
public sealed class ReportingTests
{
    [Test]
    public async Task Create_WithAReportDirectory_WritesTheReportOfAFailedRunAndContinuesWithIt()
    {
        await using var fixture = await Fixture.OpenAsync();
        string folder = Directory.CreateTempSubdirectory("reports-").FullName;
        try
        {
            fixture.Fails(batch: 2);
            var failed = (await fixture.CreateAsync(Fixture.Inputs(), fixture.Context(reports: folder))).MustBeIncomplete();
            string stem = Path.Combine(folder, $"{Fixture.Group}-{failed.Outputs.RefreshActivityId}");
            string first = await File.ReadAllTextAsync(stem + ".md");
            (await fixture.UpdateAsync(failed, Fixture.Inputs(), fixture.Context(reports: folder))).MustBeDone();
            string second = await File.ReadAllTextAsync(stem + ".md");

            Assert.That(first, Does.Contain(failed.Outputs.FailedInstances.Single().InstanceId));
            Assert.That(second, Is.Not.EqualTo(first));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(4));
            Assert.That(Directory.GetFiles(folder).Select(File.ReadAllText), Has.None.Contain(Fixture.Secret));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Create_ReportThatCannotBeWritten_IsAWarningOnly()
    {
        await using var fixture = await Fixture.OpenAsync();
        string file = Path.GetTempFileName();
        try
        {
            (await fixture.CreateAsync(Fixture.Inputs(), fixture.Context(reports: file))).MustBeDone();

            Assert.That(fixture.Log.Warnings.Single(), Does.Contain("could not be written"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
