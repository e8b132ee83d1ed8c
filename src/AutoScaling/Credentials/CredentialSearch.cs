namespace TencentcloudRefresh.AutoScaling;

/// <summary>One walk along <see cref="CredentialSource.Order"/>.</summary>
internal static class CredentialSearch
{
    /// <summary>The credentials found, and the role to change into, if any.</summary>
    /// <exception cref="CredentialException">There are none, or a source cannot be used.</exception>
    public static async Task<(Credentials Found, AssumeRoleOptions? Role)> RunAsync(CredentialContext context)
    {
        var options = context.Options;
        List<CredentialFinding> searched = [];
        foreach (var source in CredentialSource.Order.Where(source => source.IsNamed is null || source.IsNamed(options)))
        {
            var place = await source.FindAsync(context).ConfigureAwait(false);
            searched.Add(place.Finding);
            if (place.Found is { } found)
                return (found, options.AssumeRole ?? RoleOfEnvironment(source, options, searched) ?? place.Role);
            if (place.IsBroken || source.MustBeNamed)
                throw Failure("The credentials cannot be used", searched, isBroken: true);
        }

        throw Failure("No credentials were found", searched, isBroken: false);
    }

    private static AssumeRoleOptions? RoleOfEnvironment(CredentialSource source, CredentialOptions options, List<CredentialFinding> searched)
    {
        if (!source.TakesRoleOfEnvironment)
            return null;
        var (role, fault) = RoleSession.OfEnvironment(options);
        if (fault is null)
            return role;
        searched.Add(new("environment", fault, []));
        throw Failure("The role to change into cannot be used", searched, isBroken: true);
    }

    private static CredentialException Failure(string what, IReadOnlyList<CredentialFinding> searched, bool isBroken)
    {
        // The source that stopped the search tells why; those before it are empty, as they should be.
        var listed = isBroken ? searched.TakeLast(1) : searched;
        var places = string.Join("; ", listed.Select(finding => $"{finding.Source}: {finding.Finding}"));
        return new($"{what}. Looked at: {places}.", searched) { IsBroken = isBroken };
    }
}
