namespace TencentcloudRefresh.AutoScaling;

/// <summary>A profile that somebody named: of the command line tool, else a section of the SDKs' file.</summary>
internal static class NamedProfile
{
    /// <summary>The profile that nobody named; it must be there only where its folder was named.</summary>
    public static async ValueTask<CredentialPlace> DefaultAsync(CredentialContext context)
    {
        var profile = new TccliProfile(context.Options);
        var place = await profile.FindAsync(context.Clock, context.CancellationToken).ConfigureAwait(false);
        return place.IsMissing && profile.IsFolderNamed ? place with { IsBroken = true } : place;
    }

    /// <param name="context">The search.</param>
    /// <param name="setting">What names it.</param>
    /// <param name="name">The profile.</param>
    public static async ValueTask<CredentialPlace> FindAsync(CredentialContext context, string setting, string name)
    {
        var source = $"{setting} '{SafeText.Line(name, SafeText.MaxWord)}'";
        if (!TccliProfile.IsName(name))
            return CredentialPlace.Broken(source, "a profile's name has no slash and no control character, and at most 200 letters");
        var profile = new TccliProfile(context.Options, name);
        var place = await profile.FindAsync(context.Clock, context.CancellationToken).ConfigureAwait(false);
        if (!place.IsMissing)
            return place;
        var section = CredentialFile.Find(context.Options, name);
        return section.IsMissing
            ? CredentialPlace.Broken(
                source, $"there is no file {profile.KeyFile}, and no section [{name}] in {CredentialFile.PathOf(context.Options)}")
            : section;
    }
}
