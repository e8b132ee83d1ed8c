using System.Collections.Concurrent;
using System.Collections.Immutable;
using TencentcloudRefresh.PropertyValues;
using TencentcloudRefresh.Rehearsal.Engine;
using TencentcloudRefresh.Rehearsal.Providers;

namespace TencentcloudRefresh.Rehearsal.Tests;

/// <summary>
/// A provider that says what a test wants and remembers what it was asked. By default everything succeeds and equal inputs are no change.
/// </summary>
internal sealed class ScriptedPlugin : IPlugin
{
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _made;

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The calls about resources, each with what distinguishes one path through the engine from another. May be one queue for several plugins.</summary>
    public ConcurrentQueue<string> Path { get; init; } = new();

    /// <summary>Stands before each entry of <see cref="Path"/>: which process was called.</summary>
    public string Process { get; init; } = "";

    public Func<CheckQuestion, CheckAnswer> Check { get; set; } = question => new(question.News, []);

    public Func<CheckQuestion, CheckAnswer> CheckConfig { get; set; } = question => new(question.News, []);

    public Func<DiffQuestion, ProviderDiff> Diff { get; set; } = question => InputComparison.Between(question.OldInputs, question.NewInputs, []);

    public Func<DiffQuestion, ProviderDiff> DiffConfig { get; set; } = question => InputComparison.Between(question.OldInputs, question.NewInputs, []);

    public Func<PropertyMap, Task> Configure { get; set; } = _ => Task.CompletedTask;

    public Func<CreateOrder, CancellationToken, Task<ResourceAnswer>> Create { get; set; }

    public Func<UpdateOrder, CancellationToken, Task<ResourceAnswer>> Update { get; set; }
        = (order, _) => Task.FromResult(new ResourceAnswer(order.Id, order.NewInputs));

    public Func<ReadQuestion, ResourceAnswer> Read { get; set; } = question => new(question.Id, question.Outputs ?? PropertyMap.Empty);

    public Action<DeleteOrder> Delete { get; set; } = _ => { };

    /// <summary>Awaited before a delete, or a read, does anything.</summary>
    public Func<CancellationToken, Task> Deleting { get; set; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> Reading { get; set; } = _ => Task.CompletedTask;

    public Func<PropertyMap, PropertyMap> Invoke { get; set; } = arguments => arguments;

    /// <summary>Completes with the first Cancel.</summary>
    public Task Cancelled => _cancelled.Task;

    public PropertyMap? Configured { get; private set; }

    public List<UpdateOrder> Updates { get; } = [];

    public List<DiffQuestion> Diffs { get; } = [];

    public ScriptedPlugin()
        => Create = (order, _) => Task.FromResult(new ResourceAnswer(order.Preview ? "" : $"id-{Interlocked.Increment(ref _made)}", order.Inputs));

    public string Title => "scripted 1.0.0";

    public IEnumerable<string> CallsOf(string name) => Calls.Where(call => call.StartsWith(name + " ", StringComparison.Ordinal));

    public Task<CheckAnswer> CheckConfigAsync(CheckQuestion question, CancellationToken cancellationToken)
        => Noted("CheckConfig", question.Urn, CheckConfig(question));

    public Task<ProviderDiff> DiffConfigAsync(DiffQuestion question, CancellationToken cancellationToken)
        => Noted("DiffConfig", question.Urn, DiffConfig(question));

    public Task ConfigureAsync(ProviderIdentity identity, PropertyMap inputs, CancellationToken cancellationToken)
    {
        Configured = inputs;
        Calls.Enqueue($"Configure {Urns.NameOf(identity.Urn)}");
        return Configure(inputs);
    }

    public Task<CheckAnswer> CheckAsync(CheckQuestion question, CancellationToken cancellationToken)
    {
        Note($"Check({(question.Olds.Count, question.OldOutputs.Count) switch { (0, 0) => "∅", ( > 0, > 0) => "olds", _ => "some of the olds" }})", question.Urn);
        return Noted("Check", question.Urn, Check(question));
    }

    public Task<ProviderDiff> DiffAsync(DiffQuestion question, CancellationToken cancellationToken)
    {
        Note(question.NewInputs.ContainsUnknown ? "Diff(unknown)" : "Diff", question.Urn);
        Diffs.Add(question);
        return Noted("Diff", question.Urn, Diff(question));
    }

    public async Task<ResourceAnswer> CreateAsync(CreateOrder order, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"{(order.Preview ? "PreviewCreate" : "Create")} {Urns.NameOf(order.Urn)}");
        Note(order.Preview ? "Create(preview)" : "Create", order.Urn);
        return await Create(order, cancellationToken);
    }

    public async Task<ResourceAnswer> UpdateAsync(UpdateOrder order, CancellationToken cancellationToken)
    {
        Updates.Add(order);
        Calls.Enqueue($"{(order.Preview ? "PreviewUpdate" : "Update")} {Urns.NameOf(order.Urn)}");
        Note(order.Preview ? "Update(preview)" : "Update", order.Urn);
        return await Update(order, cancellationToken);
    }

    public async Task<ResourceAnswer> ReadAsync(ReadQuestion question, CancellationToken cancellationToken)
    {
        Note(question.Inputs is null ? "Read(no inputs)" : "Read", question.Urn, question.Id);
        await Reading(cancellationToken);
        return await Noted("Read", question.Urn, Read(question));
    }

    public async Task DeleteAsync(DeleteOrder order, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"Delete {order.Id}");
        Note("Delete", order.Urn, order.Id);
        await Deleting(cancellationToken);
        Delete(order);
    }

    public Task<InvokeAnswer> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken)
        => Task.FromResult(new InvokeAnswer(Invoke(arguments), []));

    public Task CancelAsync(CancellationToken cancellationToken)
    {
        _cancelled.TrySetResult();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static Task<ResourceAnswer> InitFailed(string id, PropertyMap? outputs, params ImmutableArray<string> reasons)
        => Task.FromResult(new ResourceAnswer(id, outputs, InitErrors: reasons));

    private void Note(string call, string urn, string id = "") => Path.Enqueue($"{Process}{call} {Urns.NameOf(urn)} {id}".TrimEnd());

    private Task<T> Noted<T>(string call, string urn, T answer)
    {
        Calls.Enqueue($"{call} {Urns.NameOf(urn)}");
        return Task.FromResult(answer);
    }
}
