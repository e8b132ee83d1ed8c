namespace Pulumi;

/// <summary>An output whose type is known only at run time.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> DataAsync();
}

/// <summary>Anything that can stand where an input is wanted; lists and maps answer with their still wrapped elements.</summary>
internal interface IInput
{
    /// <summary>The output to serialise: for a collection one whose elements are inputs, so that one unknown element does not hide the others.</summary>
    IOutput ToSerializable();
}
