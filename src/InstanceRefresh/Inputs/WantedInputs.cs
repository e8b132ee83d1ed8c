using TencentcloudRefresh.PropertyValues;

namespace TencentcloudRefresh.InstanceRefresh;

/// <summary>What a program wants, read once for all that ask: typed, and as properties where it matters that something is not known yet.</summary>
public sealed record WantedInputs
{
    private WantedInputs(PropertyMap values)
    {
        Values = values;
        Typed = RefreshInputs.Read(values);
    }

    /// <summary>Without nulls and without secrecy, with every default filled in, so that two ways of writing one thing are equal.</summary>
    internal PropertyMap Values { get; }

    /// <summary>What is not known yet, or does not fit, has its default here.</summary>
    public RefreshInputs Typed { get; }

    public bool ContainsUnknown => Values.ContainsUnknown;

    /// <summary>Reads inputs of any age: nulls are removed and defaults filled in, what does not fit takes its default. Never throws.</summary>
    public static WantedInputs From(PropertyMap inputs) => OfRead(new CatalogueReader().Read(inputs, InputCatalogue.Properties));

    /// <param name="inputs">As <see cref="CatalogueReader"/> gives them.</param>
    internal static WantedInputs OfRead(PropertyMap inputs) => new(inputs.Unwrapped());

    /// <inheritdoc cref="From"/>
    public static implicit operator WantedInputs(PropertyMap inputs) => From(inputs);

    /// <summary>Trigger values may be secrets.</summary>
    public override string ToString() => Typed.ToString();
}
