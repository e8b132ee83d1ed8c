namespace TencentcloudRefresh.InstanceRefresh.Tests.Lifecycle;

/// <summary>Inputs and comparisons that the tests of updates share.</summary>
internal static class UpdateSupport
{
    public static RefreshInputs Started => Fixture.Inputs(change: inputs => inputs with { WaitFor = WaitTarget.Started });

    public static RefreshInputs Pausing(string batchPause, int batches = 3) => Fixture.Inputs(batches, inputs => inputs with { Settings = inputs.Settings with { BatchPause = batchPause } });

    public static DiffResult DiffOf(OperationResult stored, RefreshInputs inputs) => RefreshDiff.Between(inputs, stored.Outputs, inputs.ToMap());
}
