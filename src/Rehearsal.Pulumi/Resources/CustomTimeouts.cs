using System.Globalization;

namespace Pulumi;

/// <summary>How long a provider may take, by operation. Unset: the provider's own limit.</summary>
public sealed class CustomTimeouts
{
    public TimeSpan? Create { get; set; }

    public TimeSpan? Update { get; set; }

    public TimeSpan? Delete { get; set; }

    internal CustomTimeouts Clone() => new() { Create = Create, Update = Update, Delete = Delete };

    /// <summary>The duration in the form the engine parses: whole nanoseconds (a tick is a hundred of them); empty when unset.</summary>
    internal static string Wire(TimeSpan? span)
        => span is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value.Ticks}00ns") : "";
}
