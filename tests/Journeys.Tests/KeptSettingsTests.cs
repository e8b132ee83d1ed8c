using TencentcloudRefresh.TestKit;

namespace TencentcloudRefresh.Journeys.Tests;

/// <summary>The advice "run `pulumi up` again" is right: what --config has set is still set.</summary>
public sealed class KeptSettingsTests
{
    [Test]
    [Bug("after a failed `up --config imageId=new` the advised plain `up` cancelled the rollout and rolled the old image over the fleet")]
    public async Task Up_PlainAfterAFailedOneWithANewImage_ResumesTheRollout()
    {
        using var checkout = new Checkout();
        string[] up = ["up", "--skip-preview", "--json", "--checkpoint", checkout.Checkpoint];
        var first = await RehearsalRun.ToEndAsync(up);
        var failed = await RehearsalRun.ToEndAsync([.. up, "--config", "imageId=img-new00001", "--fault", "batch=2,kind=failOnce"]);
        var plain = await RehearsalRun.ToEndAsync(up);
        var quiet = await RehearsalRun.ToEndAsync(up);

        var writes = plain.Steps[^1].GetProperty("apiCalls").EnumerateArray().Select(call => call.GetString())
            .Where(call => call is not null && !call.StartsWith("Describe", StringComparison.Ordinal) && !call.StartsWith("Get", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.ExitCode, failed.ExitCode, plain.ExitCode, quiet.ExitCode), Is.EqualTo((0, 1, 0, 0)), $"{failed}\n{plain}");
            Assert.That(writes, Is.EqualTo(new[] { "ResumeInstanceRefresh" }), plain.ToString());
            Assert.That(checkout.Rollout.GetProperty("inputs").GetProperty("triggers").GetProperty("imageId").GetString(), Is.EqualTo("img-new00001"));
            Assert.That(plain.Errors.Trim(), Is.EqualTo("In force from --config: imageId=img-new00001 (--config imageId- removes one)"));
        }
    }
}
