using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Serialization;
using TencentcloudRefresh.PropertyValues;

namespace Pulumi;

/// <summary>The output properties of one resource, to be filled once the engine has answered.</summary>
internal sealed class ResourceOutputs
{
    private readonly Dictionary<string, OutputSlot> _slots = [];

    private ResourceOutputs()
    {
    }

    /// <summary>Gives each [Output] property of the resource an output that waits.</summary>
    public static ResourceOutputs PrepareOn(Resource resource)
    {
        var outputs = new ResourceOutputs();
        foreach (var property in resource.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            // A component assigns its own outputs; the engine tells only its URN.
            if (property.GetCustomAttribute<OutputAttribute>() is not { } attribute
                || (resource is ComponentResource && property.DeclaringType != typeof(Resource)))
                continue;
            var slot = OutputSlot.For(property.PropertyType.GenericTypeArguments.Single(), resource);
            property.DeclaringType!.GetProperty(property.Name)!.SetValue(resource, slot.Output);
            outputs._slots.Add(attribute.Name ?? property.Name, slot);
        }

        return outputs;
    }

    /// <summary>Fills in the engine's answer.</summary>
    /// <param name="urn">The engine's name for the resource.</param>
    /// <param name="id">The provider's name for it; empty while it is not known.</param>
    /// <param name="values">The output properties.</param>
    /// <param name="missingIsUnknown">A property without a value will only get one in a real run (true), or has none (false).</param>
    /// <param name="warn">Takes what is wrong with a value.</param>
    public void Fill(string urn, string id, PropertyMap values, bool missingIsUnknown, Action<string> warn)
    {
        var deserializer = new PropertyDeserializer(warn);
        foreach (var (name, slot) in _slots)
        {
            slot.Set(name switch
            {
                "urn" => OutputData<object?>.Plain(urn),
                "id" => id.Length > 0 ? OutputData<object?>.Plain(id) : OutputData<object?>.Unknown(isSecret: false, []),
                _ when values.Find(name) is { } value => deserializer.Convert(value, slot.Type, name),
                _ => missingIsUnknown ? OutputData<object?>.Unknown(isSecret: false, []) : OutputData<object?>.Plain(null),
            });
        }
    }

    /// <summary>Nothing will come: whoever waits for one of these outputs fails with the same exception.</summary>
    public void Fail(Exception failure)
    {
        foreach (var slot in _slots.Values)
            slot.Fail(failure);
    }
}

/// <summary>An output and the means to complete it.</summary>
internal abstract class OutputSlot
{
    public abstract Type Type { get; }

    public abstract object Output { get; }

    public static OutputSlot For(Type type, Resource resource)
        => (OutputSlot)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type), resource)!;

    public abstract void Set(OutputData<object?> data);

    public abstract void Fail(Exception failure);

    private sealed class Typed<T> : OutputSlot
    {
        private readonly TaskCompletionSource<OutputData<T>> _data = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ImmutableHashSet<Resource> _origin;

        public Typed(Resource resource)
        {
            _origin = [resource];
            Output = new Output<T>(_data.Task);
        }

        public override Type Type => typeof(T);

        public override object Output { get; }

        public override void Set(OutputData<object?> data)
            => _data.TrySetResult(new(data.Value is null ? default! : (T)data.Value, data.IsKnown, data.IsSecret, _origin));

        public override void Fail(Exception failure) => _data.TrySetException(failure);
    }
}
