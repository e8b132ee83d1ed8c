using TencentcloudRefresh.Rehearsal.Checkpoint;

namespace TencentcloudRefresh.Rehearsal.Config;

/// <summary>Where the settings of a run come from: --config, then the stack's file, then the defaults of Pulumi.yaml.</summary>
internal static class StackSettings
{
    /// <exception cref="ConfigurationException">A file or an option cannot be used, or a setting that the project declares is missing.</exception>
    /// <exception cref="SecretsException">A secure setting cannot be opened.</exception>
    public static StackConfig Read(ProjectFile project, StackName stack, StackFile file, ConfigOverrides overrides, StackSecrets secrets)
    {
        StackConfig config = StackConfig.Empty(project.Name);
        config = config with
        {
            Values = config.Values
                .SetItems(project.Settings.Where(setting => setting.Default is not null)
                    .Select(setting => KeyValuePair.Create(setting.Key, new ConfigValue(setting.Default!, setting.IsSecret))))
                .SetItems(file.Open(secrets, overrides.Values.ContainsKey))
                .SetItems(overrides.Values),
        };
        string[] missing = [.. project.Settings.Select(setting => setting.Key).Where(key => !config.Values.ContainsKey(key))];
        if (missing.Length > 0)
            throw new ConfigurationException($"Stack {stack.Name} has no value for {string.Join(", ", missing)}, which Pulumi.yaml declares without a default.");
        foreach (ProjectSetting setting in project.Settings)
            setting.Check(config.Values[setting.Key], stack.Name);
        return config;
    }

    /// <summary>The file of a stack.</summary>
    /// <exception cref="ConfigurationException">There is none, or it cannot be used.</exception>
    public static StackFile FileOf(ProjectFile project, StackName stack)
    {
        string path = project.PathOf(stack);
        if (File.Exists(path))
            return StackFile.Read(path, project.Name);
        string hint = project.SimilarTo(stack) is { } similar
            ? $" {similar} is not read: the file of a stack ends like that of the project."
            : " Name a stack that has a file with --stack.";
        throw new ConfigurationException($"There is no {path}.{hint}");
    }
}
