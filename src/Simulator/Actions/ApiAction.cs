using System.Text.Json;
using TencentcloudRefresh.Simulator.Fleets;
using TencentcloudRefresh.Simulator.Service;

namespace TencentcloudRefresh.Simulator.Actions;

/// <summary>One action of the API.</summary>
/// <param name="Name">As in X-TC-Action.</param>
/// <param name="Shape">What its input may be.</param>
/// <param name="Answer">Carries it out and writes the members of its answer, or says why not, in which case nothing was changed or written.</param>
internal sealed record ApiAction(string Name, ObjectShape Shape, Func<World, Input, Utf8JsonWriter, Refusal?> Answer)
{
    /// <summary>Set for an action that is about the caller and not about anybody's fleet; then <see cref="Answer"/> is not asked.</summary>
    public Func<SimulatedCloud, Credential, Input, Utf8JsonWriter, Refusal?>? AnswerCaller { get; private init; }

    /// <summary>The service it belongs to: as, cvm, vpc, tag or sts.</summary>
    public string Service { get; init; } = "as";

    public string Version { get; init; } = "2018-04-19";

    /// <summary>How many calls a second one caller may make.</summary>
    public int PerSecond { get; init; } = 20;

    /// <summary>Whether it is answered without a signature: it gives a key to who has none.</summary>
    public bool MayBeUnsigned { get; init; }

    /// <summary>An action that is about the caller.</summary>
    public static ApiAction OfCaller(string name, ObjectShape shape, Func<SimulatedCloud, Credential, Input, Utf8JsonWriter, Refusal?> answer)
        => new(name, shape, static (_, _, _) => null) { AnswerCaller = answer };
}
