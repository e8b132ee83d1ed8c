using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using TencentcloudRefresh.PulumiProtocol.Grpc;

namespace TencentcloudRefresh.Provider.Tests.Support;

/// <summary>What the engine stores of one resource.</summary>
internal sealed record Stored(string Id, Struct Inputs, Struct Outputs, IReadOnlyList<string> InitErrors);

/// <summary>As much of the engine as one resource needs: which calls an <c>up</c>, a <c>refresh</c> and a <c>destroy</c> make, and what they keep.</summary>
internal sealed class MiniEngine(PluginUnderTest plugin, string urn, string type)
{
    public Stored? State { get; set; }

    /// <summary>The steps of the last <c>up</c>: same, update, create, delete.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>What the last step failed with, if it did.</summary>
    public RpcStatus? Failure { get; private set; }

    public async Task UpAsync(Struct program)
    {
        Begin();
        var news = await CheckAsync(program, State);
        if (State is not { } old)
        {
            await CreateAsync(news);
            return;
        }

        var diff = await plugin.CallAsync(ResourceProviderMethods.Diff, new DiffRequest { Id = old.Id, Urn = urn, Type = type, Olds = old.Outputs, News = news, OldInputs = old.Inputs });
        if (diff.Changes == DiffResponse.Types.DiffChanges.DiffSome && diff.Replaces.Count > 0)
        {
            Assert.That(diff.DeleteBeforeReplace, "a group has one activity");
            await DeleteAsync(old);
            await CreateAsync(await CheckAsync(program, old: null));
        }
        else if (diff.Changes == DiffResponse.Types.DiffChanges.DiffSome || old.InitErrors.Count > 0)
            await UpdateAsync(old, news);
        else
            Keep("same", old with { Inputs = news });
    }

    /// <summary>Returns what the engine would show as a warning.</summary>
    public async Task<IReadOnlyList<string>> RefreshAsync()
    {
        Begin();
        var old = State!;
        var request = new ReadRequest { Id = old.Id, Urn = urn, Type = type, Properties = old.Outputs, Inputs = old.Inputs };
        try
        {
            var read = await plugin.CallAsync(ResourceProviderMethods.Read, request);
            State = read.Id.Length == 0 || read.Properties is null ? null : new(read.Id, read.Inputs ?? old.Inputs, read.Properties, []);
            return [];
        }
        catch (RpcException failure) when (failure.Detail<ErrorResourceInitFailed>() is { } detail)
        {
            State = new(detail.Id, detail.Inputs ?? old.Inputs, detail.Properties, detail.Reasons);
            return detail.Reasons;
        }
    }

    public async Task DestroyAsync()
    {
        Begin();
        await DeleteAsync(State!);
    }

    private void Begin()
    {
        Steps.Clear();
        Failure = null;
    }

    private async Task<Struct> CheckAsync(Struct program, Stored? old)
    {
        CheckRequest request = new() { Urn = urn, Type = type, News = program, Olds = old?.Inputs ?? new(), OldOutputs = old?.Outputs ?? new() };
        var check = await plugin.CallAsync(ResourceProviderMethods.Check, request);
        Assert.That(check.Failures, Is.Empty);
        return check.Inputs;
    }

    private async Task CreateAsync(Struct news)
    {
        Steps.Add("create");
        try
        {
            var created = await plugin.CallAsync(ResourceProviderMethods.Create, new CreateRequest { Urn = urn, Type = type, Properties = news });
            State = new(created.Id, news, created.Properties, []);
        }
        catch (RpcException failure)
        {
            Failure = RpcStatus.Of(failure);
            State = failure.Detail<ErrorResourceInitFailed>() is { } kept ? new(kept.Id, news, kept.Properties, kept.Reasons) : null;
        }
    }

    private async Task UpdateAsync(Stored old, Struct news)
    {
        Steps.Add("update");
        var request = new UpdateRequest { Id = old.Id, Urn = urn, Type = type, Olds = old.Outputs, News = news, OldInputs = old.Inputs };
        try
        {
            var updated = await plugin.CallAsync(ResourceProviderMethods.Update, request);
            State = new(old.Id, news, updated.Properties, []);
        }
        catch (RpcException failure)
        {
            Failure = RpcStatus.Of(failure);
            // A partial update keeps the old inputs, a plain error keeps everything.
            if (failure.Detail<ErrorResourceInitFailed>() is { } kept)
                State = new(old.Id, old.Inputs, kept.Properties, kept.Reasons);
        }
    }

    private async Task DeleteAsync(Stored old)
    {
        Steps.Add("delete");
        await plugin.CallAsync(ResourceProviderMethods.Delete, new DeleteRequest { Id = old.Id, Urn = urn, Type = type, Properties = old.Outputs, OldInputs = old.Inputs });
        State = null;
    }

    private void Keep(string step, Stored state)
    {
        Steps.Add(step);
        State = state;
    }
}
