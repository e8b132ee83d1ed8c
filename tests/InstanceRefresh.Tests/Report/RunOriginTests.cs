namespace TencentcloudRefresh.InstanceRefresh.Tests.Report;

/// <summary>What a run's variables tell of the change and the person.</summary>
public class RunOriginTests
{
    private const string Urn = "urn:pulumi:production::web::tencentcloud-refresh:index:InstanceRefresh::rollout";

    [Test]
    public void Of_GitHub_NamesCommitAndActor() => Assert.That(
        Of("GITHUB_SHA=5f0c1d2e", "GITHUB_ACTOR=maria", "GITHUB_REPOSITORY=shop/web", "GITHUB_REF_NAME=main", "GITHUB_SERVER_URL=https://github.example", "GITHUB_RUN_ID=42", "USER=runner"),
        Is.EqualTo(new RunOrigin
        {
            Stack = "production",
            Project = "web",
            Commit = "5f0c1d2e",
            Repository = "shop/web",
            Branch = "main",
            Who = "maria",
            Url = "https://github.example/shop/web/actions/runs/42",
        }));

    [Test]
    public void Of_GitHub_RunAgainBySomebodyElse_NamesThem()
        => Assert.That(Of("GITHUB_SHA=5f0c1d2e", "GITHUB_ACTOR=maria", "GITHUB_TRIGGERING_ACTOR=li").Who, Is.EqualTo("li"));

    [Test]
    public void Of_GitLab_NamesCommitAndUser()
    {
        var origin = Of("CI_COMMIT_SHA=5f0c1d2e", "GITLAB_USER_LOGIN=maria", "CI_PROJECT_PATH=shop/web", "CI_JOB_URL=https://gitlab.example/shop/web/-/jobs/7");
        Assert.That((origin.Commit, origin.Who, origin.Repository, origin.Url), Is.EqualTo(("5f0c1d2e", "maria", "shop/web", "https://gitlab.example/shop/web/-/jobs/7")));
    }

    [Test]
    public void Of_OwnVariables_ComeFirst()
        => Assert.That(Of("PULUMI_CI_PULL_REQUEST_SHA=aaaa", "GITHUB_SHA=bbbb").Commit, Is.EqualTo("aaaa"));

    [Test]
    public void Of_NoPipeline_NamesTheUserOfTheMachine()
        => Assert.That(Of("USER=maria"), Is.EqualTo(new RunOrigin { Stack = "production", Project = "web", Who = "maria" }));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("not a urn")]
    public void Of_NoUrn_KnowsNoStack(string? urn) => Assert.That(RunOrigin.Of(_ => null, urn), Is.EqualTo(new RunOrigin()));

    [TestCase("https://maria:password@gitlab.example/jobs/7")]
    [TestCase("https://gitlab.example/jobs/7?token=secret")]
    [TestCase("javascript:alert(1)")]
    public void Of_AddressThatIsNotPassedAround_IsLeftOut(string url) => Assert.That(Of("CI_COMMIT_SHA=5f0c1d2e", $"CI_JOB_URL={url}").Url, Is.Null);

    private static RunOrigin Of(params string[] variables)
    {
        var environment = variables.Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return RunOrigin.Of(environment.GetValueOrDefault, Urn);
    }
}
