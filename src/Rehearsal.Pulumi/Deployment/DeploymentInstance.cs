namespace Pulumi;

/// <summary>The deployment that the program is part of.</summary>
public sealed class DeploymentInstance
{
    private readonly Deployment _deployment;

    internal DeploymentInstance(Deployment deployment) => _deployment = deployment;

    public string OrganizationName => _deployment.Settings.Organization;

    public string ProjectName => _deployment.Settings.Project;

    public string StackName => _deployment.Settings.Stack;

    /// <summary>The folder of Pulumi.yaml.</summary>
    /// <exception cref="InvalidOperationException">The engine did not name it.</exception>
    public string RootDirectory => _deployment.Settings.RootDirectory ?? throw new InvalidOperationException("The engine named no root directory.");

    /// <summary>A preview: nothing is made.</summary>
    public bool IsDryRun => _deployment.Settings.IsDryRun;

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null)
        => _deployment.Invocations.CallAsync(token, args, options);

    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => _deployment.Invocations.CallAsync<T>(token, args, options);

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => new(_deployment.Invocations.CallWhenKnownAsync<T>(token, args, options));

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options)
        => new(_deployment.Invocations.CallWhenKnownAsync<T>(token, args, options));
}
