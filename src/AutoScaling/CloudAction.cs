using System.Text.Json.Serialization.Metadata;

namespace TencentcloudRefresh.AutoScaling;

/// <summary>What may be done when it is not known whether a call has acted.</summary>
internal enum Repeat
{
    /// <summary>Only reads: call again at will.</summary>
    Read,

    /// <summary>Leaves the same state however often it is called.</summary>
    SameState,

    /// <summary>As <see cref="SameState"/>, but the second call may answer that the object is gone, which is what was wanted.</summary>
    UntilGone,

    /// <summary>A second call could act a second time: only the caller can settle it, by looking.</summary>
    Once,
}

/// <summary>The facts about an action that the pipeline needs.</summary>
/// <param name="Name">As the X-TC-Action header wants it.</param>
/// <param name="Repeat">What an indeterminate answer permits.</param>
/// <param name="PublishedRate">Calls a second that the service allows an account, from the API's overview page; the lower one where editions
/// differ.</param>
internal record CloudAction(string Name, Repeat Repeat, double PublishedRate = CloudAction.UsualRate)
{
    /// <summary>The limit of nearly every action.</summary>
    public const double UsualRate = 20;

    /// <summary>The service of nearly every action.</summary>
    public const string AutoScaling = "as";

    /// <summary>The first part of the service's host, and the name in the signature's scope.</summary>
    public string Service { get; init; } = AutoScaling;

    /// <summary>As the X-TC-Version header wants it.</summary>
    public string Version { get; init; } = "2018-04-19";

    /// <summary>Whether a key signs it. The one call that gives a key for another system's token has none.</summary>
    public bool IsSigned { get; init; } = true;

    public bool IsWrite => Repeat is not Repeat.Read;
}

/// <summary>The same, with the JSON shapes of its request and its response.</summary>
internal sealed record CloudAction<TRequest, TResponse>(
    string Name,
    Repeat Repeat,
    JsonTypeInfo<TRequest> RequestShape,
    JsonTypeInfo<Answer<TResponse>> AnswerShape,
    double PublishedRate = CloudAction.UsualRate)
    : CloudAction(Name, Repeat, PublishedRate)
    where TResponse : CloudResponse
{
    /// <summary>Whether the answer holds what the caller cannot do without, such as the id of the thing just made.</summary>
    public Func<TResponse, bool> IsComplete { get; init; } = static _ => true;
}
