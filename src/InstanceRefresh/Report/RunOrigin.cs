using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>Where a run comes from, for its report: the stack, and the change and the person as a pipeline's variables tell them. Null where nobody tells.</summary>
public sealed record RunOrigin
{
    public string? Stack { get; init; }

    public string? Project { get; init; }

    /// <summary>The whole hash, as the pipeline gives it.</summary>
    public string? Commit { get; init; }

    public string? Repository { get; init; }

    /// <summary>The branch or tag.</summary>
    public string? Branch { get; init; }

    /// <summary>Who started the pipeline; outside of one, the user of the machine.</summary>
    public string? Who { get; init; }

    /// <summary>The page of the pipeline's run.</summary>
    public string? Url { get; init; }

    /// <summary>The first one whose commit is set is the one that runs; Pulumi's own names come first, since a person has set them.</summary>
    private static readonly ImmutableArray<Pipeline> Pipelines =
    [
        new("PULUMI_CI_PULL_REQUEST_SHA") { Branch = "PULUMI_CI_BRANCH_NAME", Url = "PULUMI_CI_BUILD_URL" },
        new("GITHUB_SHA") { Repository = "GITHUB_REPOSITORY", Branch = "GITHUB_REF_NAME", Who = ["GITHUB_TRIGGERING_ACTOR", "GITHUB_ACTOR"] },
        new("CI_COMMIT_SHA") { Repository = "CI_PROJECT_PATH", Branch = "CI_COMMIT_REF_NAME", Who = ["GITLAB_USER_LOGIN"], Url = "CI_JOB_URL" },
        new("BUILD_SOURCEVERSION") { Repository = "BUILD_REPOSITORY_NAME", Branch = "BUILD_SOURCEBRANCHNAME", Who = ["BUILD_REQUESTEDFOR"] },
        new("CIRCLE_SHA1") { Repository = "CIRCLE_PROJECT_REPONAME", Branch = "CIRCLE_BRANCH", Who = ["CIRCLE_USERNAME"], Url = "CIRCLE_BUILD_URL" },
        new("BUILDKITE_COMMIT") { Branch = "BUILDKITE_BRANCH", Who = ["BUILDKITE_BUILD_CREATOR"], Url = "BUILDKITE_BUILD_URL" },
        new("BITBUCKET_COMMIT") { Repository = "BITBUCKET_REPO_FULL_NAME", Branch = "BITBUCKET_BRANCH" },
        new("GIT_COMMIT") { Branch = "GIT_BRANCH", Who = ["BUILD_USER_ID"], Url = "BUILD_URL" },
    ];

    /// <summary>Reads it. Pure: looks at nothing but what it is given.</summary>
    /// <param name="variable">The environment: a variable's value, null if it is not set.</param>
    /// <param name="urn">Of the resource; its stack and project are the run's. Null, or no URN: they are not known.</param>
    public static RunOrigin Of(Func<string, string?> variable, string? urn)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var pipeline = Pipelines.FirstOrDefault(known => Given(known.Commit) is not null);
        var stack = StackOf(urn);
        return new()
        {
            Stack = stack?.Stack,
            Project = stack?.Project,
            Commit = Given(pipeline?.Commit),
            Repository = Given(pipeline?.Repository),
            Branch = Given(pipeline?.Branch),
            Who = (pipeline?.Who ?? ["USER", "USERNAME"]).Select(Given).FirstOrDefault(who => who is not null),
            Url = PageOf(Given(pipeline?.Url) ?? GitHubPage()),
        };

        string? Given(string? name) => name is not null && variable(name)?.Trim() is { Length: > 0 } value ? value : null;

        string? GitHubPage() => pipeline?.Commit == "GITHUB_SHA" && Given("GITHUB_SERVER_URL") is { } server && Given("GITHUB_RUN_ID") is { } run
            ? $"{server}/{Given("GITHUB_REPOSITORY")}/actions/runs/{run}" : null;
    }

    private static Urn? StackOf(string? urn)
    {
        try
        {
            return urn is null ? null : Urn.Parse(urn);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>An address with a password in it is none that is passed around.</summary>
    private static string? PageOf(string? url)
        => Uri.TryCreate(url, UriKind.Absolute, out var page) && page is { Scheme: "https" or "http", UserInfo: "", Query: "" } ? page.AbsoluteUri : null;

    /// <summary>What a system calls its variables.</summary>
    private sealed record Pipeline(string Commit)
    {
        public string? Repository { get; init; }

        public string? Branch { get; init; }

        /// <summary>The first that is set counts.</summary>
        public ImmutableArray<string> Who { get; init; } = [];

        public string? Url { get; init; }
    }
}
